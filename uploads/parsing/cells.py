"""One cell at a time: what Goodreads, a spreadsheet or a reader's hand may have written in it.

A function here takes a cell's text and returns its value, None where it is empty. Where the cell
says something that cannot be so, it raises `Doubt`, which carries what we take instead.
"""

from __future__ import annotations

import re
from typing import Any

from enrichment import isbn
from enrichment.sentences import Sentence

# C0 and C1 controls but for white space, and the marks that turn the direction of what follows
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
_NUMBER = re.compile(r"[+-]?[0-9]{1,9}(?:[.,][0-9]{1,9})?")
_LONGEST_BOOK = 2_000  # pages; over it a boxed set or a slip
_INVALID_ISBN = Sentence("This is not a valid ISBN: a digit is wrong or missing.")
_WHOLE_SERIES = Sentence("More than %(pages)s pages: a whole series in one?")
_LONGEST_SET = 30_000
_SHORTEST_BOOK = 10
_SHORTEST_AUDIO = 30  # what stands there for an audiobook is often its discs or hours


class Doubt(Exception):
    """A cell that cannot be as it stands. The message is a sentence for the reader."""

    def __init__(self, reason: str, *, instead: Any = None, proposal: str | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.instead = instead  # the value that we go on with
        self.proposal = proposal


def plain(cell: str, *, at_most: int = 500) -> str:
    """The text of a cell on one line: white space folded, what cannot be seen removed.

    >>> plain(" J.M.     Clarke\\x00 ")
    'J.M. Clarke'
    """
    return " ".join(without_invisible(cell).split())[:at_most].rstrip()


def without_invisible(cell: str) -> str:
    """The text of a cell without NULs, other control characters and marks that turn its direction."""
    return cell if cell.isprintable() else _INVISIBLE.sub("", cell)


def unwrap(cell: str) -> str:
    """An ISBN's cell without the ="…" that keeps spreadsheets from eating its zeros, and without their ".0".

    >>> unwrap('="0765342502"'), unwrap('""'), unwrap("9780765342508.0"), unwrap("'0765342502")
    ('0765342502', '', '9780765342508', '0765342502')
    """
    bare = cell.strip().lstrip("='\"").rstrip("\"'").strip()
    return bare.removesuffix(".0")


def isbn13(cell: str) -> str | None:
    """The ISBN-13 that a cell stands for, whichever length it was written in.

    >>> isbn13('="0765312182"'), isbn13("765312182"), isbn13('=""')
    ('9780765312181', '9780765312181', None)
    """
    bare = unwrap(cell)
    if not bare:
        return None
    found = isbn.to_isbn13(bare) or _isbn_without_an_end(bare, wrapped="=" in cell)
    if found:
        return found
    if re.fullmatch(r"[0-9][.,][0-9]*[eE]\+?[0-9]+", bare):
        raise Doubt("A spreadsheet has rounded this ISBN: its last digits are lost.")
    if re.fullmatch(r"B0[0-9A-Z]{8}", bare):
        raise Doubt("This is Amazon's number for an e-book or audiobook, not an ISBN.")
    # often seen: an ISBN-10 with 978 put before it and its own check digit kept
    raise Doubt(
        _INVALID_ISBN, proposal=isbn.to_isbn13(bare[3:]) if len(bare) == 13 and bare.startswith("978") else None
    )


def _isbn_without_an_end(bare: str, *, wrapped: bool) -> str | None:
    """An ISBN-10 that lost its zeros to a spreadsheet or, within Goodreads' own ="…", its closing X."""
    if not (bare.isascii() and bare[:-1].isdigit() and 7 <= len(bare) <= 9):
        return None
    return isbn.to_isbn13(f"{bare}X" if wrapped else bare.rjust(10, "0"))


def rating(cell: str) -> float | None:
    """The reader's stars, 1 to 5; None for Goodreads' 0, which is "not rated".

    >>> rating("5.0"), rating("3,5"), rating("0")
    (5.0, 3.5, None)
    """
    text = cell.strip()
    if text in ("", "0"):
        return None
    stars = number(text)
    if stars == 0:
        return None
    if stars is None or not 1 <= stars <= 5:
        raise Doubt("A rating is 1 to 5 stars.", proposal="not rated")
    return stars


def average_rating(cell: str) -> float | None:
    """The crowd's stars, over 0 and up to 5; None for anything else, for nobody can mend them."""
    stars = number(cell)
    return stars if stars is not None and 0 < stars <= 5 else None


def pages(cell: str, *, audio: bool) -> int | None:
    """How many pages; None where there is nothing. Raises Doubt for what no book has."""
    text = cell.strip()
    if not text:
        return None
    count = whole(text)
    if count is None or count < 0:
        raise Doubt("This is not a number of pages.")
    if count == 0:
        raise Doubt("0 pages: nobody has counted them.")
    if audio and count <= _SHORTEST_AUDIO:
        raise Doubt("An audiobook with so few pages: probably its discs or hours.")
    if count > _LONGEST_SET:
        raise Doubt("No book has so many pages.")
    if count > _LONGEST_BOOK:
        too_long = _WHOLE_SERIES % {"pages": f"{_LONGEST_BOOK:,}"}
        raise Doubt(too_long, instead=count, proposal=str(count))
    if count <= _SHORTEST_BOOK:
        raise Doubt("Very few pages for a book.", instead=count, proposal=str(count))
    return count


def read_count(cell: str) -> int | None:
    """How often read, 0 to 1,000; None where it does not say."""
    count = whole(cell)
    return count if count is not None and 0 <= count <= 1_000 else None


def year(cell: str, *, latest: int) -> int | None:
    """A year of publication, negative before our era; None for 0, which stands for "unknown".

    >>> year("-750", latest=2030), year("1954.0", latest=2030)
    (-750, 1954)
    """
    if not cell.strip():
        return None
    found = whole(cell)
    if found is None or not -4_000 <= found <= latest:
        raise Doubt("No book is of this year.")
    return found or None


def goodreads_id(cell: str) -> str | None:
    """The digits of Goodreads' own number for an edition; None where there is none.

    >>> goodreads_id("6553843"), goodreads_id("6553843.0"), goodreads_id("1.2E+08")
    ('6553843', '6553843', None)
    """
    bare = unwrap(cell)
    return bare.lstrip("0") or None if bare.isascii() and bare.isdigit() and len(bare) <= 18 else None


def people(cell: str) -> tuple[str, ...]:
    """The names in a cell that parts them by commas, each once, at most a hundred.

    >>> people("Malcolm Jones III, Robert Downey, Jr.,  Todd   Klein")
    ('Malcolm Jones III', 'Robert Downey, Jr.', 'Todd Klein')
    """
    if not cell:
        return ()
    names: list[str] = []
    for part in plain(cell, at_most=10_000).split(","):
        name = part.strip()[:200]
        if names and re.fullmatch(r"(?:[JjSs]r\.?|I{2,3}|IV|Ph\.?D\.?|M\.?D\.?|Esq\.?)", name):
            names[-1] = f"{names[-1]}, {name}"
        elif name:
            names.append(name)
    return tuple(dict.fromkeys(names))[:100]


def first_last(cell: str) -> str:
    """A name given as "Last, First" the other way round.

    >>> first_last("Le Guin, Ursula K.")
    'Ursula K. Le Guin'
    """
    last, _, first = plain(cell).partition(",")
    return f"{first.strip()} {last.strip()}".strip()


def is_yes(cell: str) -> bool:
    """Whether a cell says true, also as a spreadsheet of another language rewrites it."""
    return cell.strip().casefold() in {"true", "yes", "1", "wahr", "vrai", "verdadero", "verdadeiro", "vero", "doğru"}


def number(cell: str) -> float | None:
    """A decimal number with a point or a comma; None for anything else, also "inf" and 400 digits."""
    text = cell.strip()
    return float(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None


def whole(cell: str) -> int | None:
    """A whole number, also as "352.0"; None for anything else."""
    value = number(cell)
    return int(value) if value is not None and value.is_integer() else None
