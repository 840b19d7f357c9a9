"""Understands questions in plain English, or says what it does not understand.

The question is brought into one form (`plain`); the reader's own names are found in it (`linking`), then shelves, numbers and
times (`conditions`, `times`), comparisons (`comparing`), and what is wanted (`measuring`). Each rule takes the words that it
explains out of the question. What they come to is settled (`shaping`), and then nothing may be left (`accounting`).
"""

from __future__ import annotations

from dashboards.ask.planner.draft import Note, Refused
from dashboards.ask.planner.planning import Reading, Refusal, plan, understand
from dashboards.ask.planner.vocabulary import Vocabulary, vocabulary_of

__all__ = ["Note", "Reading", "Refusal", "Refused", "Vocabulary", "plan", "understand", "vocabulary_of"]
