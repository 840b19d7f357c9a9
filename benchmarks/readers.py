"""Made-up readers of any size for measuring pages: as varied as a real library, the same each time, nobody's."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Mapping
from typing import Any

from tests.browser.library import COLUMNS, isbn_of
from tests.stand_in import work

NOUNS = "Lantern Orchard Harbour Atlas Meridian Thicket Ledger Almanac Estuary Furnace Parlour Causeway".split()  # noqa: SIM905
OF = "Winter Salt Glass Ash Rain Copper Exile Amber Thorns Smoke".split()  # noqa: SIM905
FIRST = "Ines Tomas Aiko Leo Nadia Ravi Maren Oskar Salma Ivo".split()  # noqa: SIM905
LAST = "Calder Brandt Marsh Quill Frost Oyelaran Lindqvist Petrov Haddad Moreau Tan Byrne".split()  # noqa: SIM905
OWN_SHELVES = "favourites book-club owned library fantasy essays to-lend translated borrowed holiday comics".split()  # noqa: SIM905
SUBJECTS = (
    "Fantasy fiction", "History", "Science fiction", "Detective and mystery stories", "Poetry", "Biography",
    "Horror tales", "Romance fiction", "Philosophy", "Young adult fiction", "Cooking", "Historical fiction",
)  # fmt: skip
BINDINGS = ("Paperback", "Hardcover", "Kindle Edition", "Audible Audio", "Mass Market Paperback", "ebook")


def reader(books: int) -> bytes:
    """An export of so many books, two thirds of them read over the last sixteen years."""
    dice = random.Random(books)  # noqa: S311 - no secrets
    out = io.StringIO(newline="")
    rows = csv.DictWriter(out, COLUMNS, restval="")
    rows.writeheader()
    rows.writerows(_row(number, dice) for number in range(books))
    return out.getvalue().encode()


def works(books: int) -> dict[str, dict[str, Any]]:
    """What the stand-in knows of them: nine in ten, without covers, whose host this machine may not reach."""
    known = {}
    for number in range(books):
        if number % 10:
            subjects = (SUBJECTS[number % 12], SUBJECTS[number * 7 % 12])
            record = work(isbn_of(number), _title(number), _author(number), subjects=subjects)
            record.pop("cover_i")
            for edition in record["editions"]["docs"]:
                edition.pop("cover_i")
            known[isbn_of(number)] = record
    return known


def _row(number: int, dice: random.Random) -> Mapping[str, object]:
    status = dice.choices(["read", "to-read", "currently-reading"], weights=[66, 33, 1])[0]
    is_read = status == "read"
    year = min(2025, int(dice.triangular(2009, 2026, 2022)))
    shelves = dice.sample(OWN_SHELVES, dice.choice([0, 0, 1, 1, 2, 3]))
    series = f" ({OF[number % 10]} Cycle {number // 90}, #{number // 10 % 9 + 1})" if number % 10 < 3 else ""
    return {
        "Book Id": 900_000 + number,
        "Title": _title(number) + series,
        "Author": _author(number),
        "ISBN": '=""',
        "ISBN13": f'="{isbn_of(number)}"',
        "My Rating": dice.choices([0, 1, 2, 3, 4, 5], weights=[15, 2, 8, 25, 32, 18])[0] if is_read else 0,
        "Average Rating": f"{dice.triangular(3.1, 4.7, 4):.2f}",
        "Binding": dice.choice(BINDINGS),
        "Number of Pages": int(dice.triangular(60, 900, 310)),
        "Original Publication Year": int(2025 - dice.paretovariate(0.7) * 2) if dice.random() < 0.9 else "",
        "Date Read": f"{year}/{dice.randint(1, 12):02}/{dice.randint(1, 28):02}"
        if is_read and dice.random() < 0.85
        else "",
        "Date Added": f"{dice.randint(2008, year)}/{dice.randint(1, 12):02}/{dice.randint(1, 28):02}",
        "Bookshelves": ", ".join(shelves),
        "Exclusive Shelf": status,
        "My Review": "Dry, kind, exact. " * dice.randint(3, 40) if dice.random() < 0.2 else "",
        "Read Count": dice.choices([1, 2, 3], weights=[94, 5, 1])[0] if is_read else 0,
        "Owned Copies": 0,
    }


def _title(number: int) -> str:
    return f"The {NOUNS[number % 12]} of {OF[number // 12 % 10]} {number // 120 + 1}"


def _author(number: int) -> str:
    """A few authors of many books, and many of one or two, as readers have them."""
    place = number if number % 3 else number % 40
    return f"{FIRST[place % 10]} {LAST[place // 10 % 12]}{'' if place < 120 else f' {place // 120 + 1}'}"
