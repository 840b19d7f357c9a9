"""Spelling made alike, so that a rule is written once: "Science-Fiction", "SCIENCE FICTION" and "Science fiction."."""

from __future__ import annotations

import re
import unicodedata

_NOT_A_WORD = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """Lower case without accents, punctuation kept: "Français, ROMANS" -> "francais, romans"."""
    if text.isascii():
        return text.lower().strip()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).replace("ł", "l").strip()


def words(folded: str) -> str:
    """The words of a folded text, one space between them: "comics & graphic-novels" -> "comics and graphic novels"."""
    return _NOT_A_WORD.sub(" ", folded.replace("&", " and ")).strip()
