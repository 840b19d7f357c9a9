"""What code without Django says to people: English, with named places, translated by whoever shows it.

It is kept in English in the database and in documents, so that a library handed in by one reader can be read in another
one's language; `goodreads_site.saying.in_their_language` finds the sentence again by its form.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import ClassVar

_PLACE = re.compile(r"%\((\w+)\)s")


class Sentence(str):
    """A sentence (or a clause within one) with places: `Sentence("More than %(pages)s pages") % {"pages": "2,000"}`.

    Defined once, at a module's top. A place named `clause` holds another sentence; what stands in others is left as it is.

    >>> Sentence("Row %(row)s is gone.").read("Row 7 is gone.")
    {'row': '7'}
    """

    known: ClassVar[list[Sentence]] = []

    def __new__(cls, text: str) -> Sentence:
        self = super().__new__(cls, text)
        cls.known.append(self)
        return self

    def read(self, said: str) -> dict[str, str] | None:
        """What stands in its places where it is what was said, else None."""
        found = self._form.fullmatch(said)
        return found.groupdict() if found else None

    @cached_property
    def _form(self) -> re.Pattern[str]:
        parts = _PLACE.split(self)  # text and names of places in turns
        form = (f"(?P<{part}>.+)" if at % 2 else re.escape(part) for at, part in enumerate(parts))
        return re.compile("".join(form), re.DOTALL)
