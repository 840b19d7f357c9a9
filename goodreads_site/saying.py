"""Translates what code without Django has said in English (`enrichment.sentences`), when it is shown."""

from __future__ import annotations

import re

from django.utils.formats import number_format
from django.utils.translation import gettext

from enrichment.sentences import Sentence

_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+")
_LIKENESS = re.compile(r"[01]\.\d\d")


def in_their_language(said: str) -> str:
    """One or more sentences in the language of the request; what is none of ours stays as it is."""
    if not said:
        return ""
    whole = gettext(said)
    return whole if whole != said else _put_together(said)


def _put_together(said: str) -> str:
    for last in Sentence.known:  # what stands behind others has no places
        if last.endswith((".", "?")) and said.endswith(f" {last}"):
            return f"{in_their_language(said.removesuffix(f' {last}'))} {gettext(last)}"
    for sentence in Sentence.known:
        if places := sentence.read(said):
            return gettext(sentence) % {name: _in_place(name, text) for name, text in places.items()}
    return said


def _in_place(name: str, text: str) -> str:
    if name == "clause":
        return in_their_language(text)
    if _LIKENESS.fullmatch(text):
        return number_format(text, decimal_pos=2)
    return number_format(int(text.replace(",", "")), force_grouping=True) if _GROUPED.fullmatch(text) else text
