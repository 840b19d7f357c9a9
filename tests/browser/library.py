"""A made-up reader for the browser tests: an export, and what the stand-in knows of its books."""

from __future__ import annotations

import csv
import io
from typing import Any

from tests.stand_in import work

COLUMNS = [
    "Book Id",
    "Title",
    "Author",
    "Author l-f",
    "Additional Authors",
    "ISBN",
    "ISBN13",
    "My Rating",
    "Average Rating",
    "Publisher",
    "Binding",
    "Number of Pages",
    "Year Published",
    "Original Publication Year",
    "Date Read",
    "Date Added",
    "Bookshelves",
    "Bookshelves with positions",
    "Exclusive Shelf",
    "My Review",
    "Spoiler",
    "Private Notes",
    "Read Count",
    "Owned Copies",
]
SUBJECTS = (
    ("Fantasy fiction", "Magic, fiction"),
    ("History", "Civilization, Medieval"),
    ("Science fiction", "Space ships"),
)


def isbn_of(number: int) -> str:
    """A made-up ISBN-13 with a valid check digit, in a range that is not given out."""
    body = f"97999{number:07d}"
    return body + str(-sum(int(digit) * (1 + 2 * (place % 2)) for place, digit in enumerate(body)) % 10)


def title_of(number: int) -> str:
    nouns = ("Lantern", "Orchard", "Harbour", "Atlas", "Meridian", "Thicket", "Ledger", "Almanac")
    return f"The {nouns[number % 8]} of {('Winter', 'Salt', 'Glass', 'Ash', 'Rain')[number // 8 % 5]} {number}"


def author_of(number: int) -> str:
    return ("Ines Calder", "Tomas Brandt", "Aiko Marsh", "Leo Quill", "Nadia Frost")[number % 5]


def export(books: int = 60, *, dated: bool = True, rated: bool = True) -> bytes:
    """An export of so many books: every fifth to be read, every tenth without an ISBN."""
    out = io.StringIO(newline="")
    rows = csv.DictWriter(out, COLUMNS, restval="")
    rows.writeheader()
    for number in range(books):
        read = number % 5 != 4
        isbn = "" if number % 10 == 9 else isbn_of(number)
        rows.writerow(
            {
                "Book Id": 900_000 + number,
                "Title": title_of(number),
                "Author": author_of(number),
                "ISBN": '=""',
                "ISBN13": f'="{isbn}"',
                "My Rating": number % 5 + 1 if read and rated else 0,
                "Average Rating": f"{3.5 + number % 10 / 10:.2f}",
                "Binding": "Paperback" if number % 3 else "Kindle Edition",
                "Number of Pages": 120 + number * 7,
                "Original Publication Year": 1950 + number,
                "Date Read": f"{2019 + number % 6}/{number % 12 + 1:02d}/{number % 27 + 2:02d}"
                if read and dated
                else "",
                "Date Added": f"2018/{number % 12 + 1:02d}/{number % 27 + 2:02d}",
                "Bookshelves": "to-read" if not read else "favourites" if number % 4 == 0 else "",
                "Exclusive Shelf": "read" if read else "to-read",
                "My Review": "Dry, kind &amp; exact.<br/>Twice." if number == 0 else "",
                "Read Count": int(read),
                "Owned Copies": 0,
            }
        )
    return out.getvalue().encode()


WORKS: dict[str, dict[str, Any]] = {
    isbn_of(number): work(isbn_of(number), title_of(number), author_of(number), subjects=SUBJECTS[number % 3])
    for number in range(200)
    if number % 7  # the service does not know every book
}
