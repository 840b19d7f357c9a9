"""How words are compared: as people do, without case, accents and vowel marks."""

from __future__ import annotations

import unicodedata


class _Folding(dict[int, str]):
    """Letter by letter, as it is met: lower case, taken apart, without its marks."""

    # what Unicode does not take apart into a letter and a mark
    ALIKE = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "’": "'"})

    def __missing__(self, code: int) -> str:
        if len(self) > 20_000:  # searches may name any letter there is: what they leave behind must not pile up
            self.clear()
        apart = unicodedata.normalize("NFKD", chr(code).casefold())
        self[code] = "".join(c for c in apart if not unicodedata.combining(c)).translate(self.ALIKE)
        return self[code]


_FOLDING = _Folding()


def fold(text: str) -> str:
    """As people compare words: without case, accents and vowel marks.

    >>> fold("Čapek"), fold("Straße"), fold("Smørrebrød")
    ('capek', 'strasse', 'smorrebrod')
    """
    return text.lower() if text.isascii() else text.translate(_FOLDING)
