"""What people call the things that books are grouped by."""

from __future__ import annotations

GROUP_WORDS = {
    "genre": "genre",
    "author": "author",
    "writer": "author",
    "month of the year": "month_of_year",
    "calendar month": "month_of_year",
    "quarter": "quarter",
    "month": "month_read",
    "year": "year_read",
    "decade": "decade",
    "weekday": "weekday",
    "day of the week": "weekday",
    "day of week": "weekday",
    "shelf": "shelf",
    "series": "series",
    "format": "format",
    "language": "language",
    "publisher": "publisher",
}
_SINGULAR = {"months of the year": "month of the year", "shelve": "shelf", "shelves": "shelf", "serie": "series"}
GROUP = (
    r"(day of the week|day of week|weekday|genre|author|writer|months? of the year|calendar month|quarter|month|year|decade"
    r"|shelf|shelve|serie|series|format|language|publisher)s?"
)


def dimension(word: str) -> str:
    """The group that a word names, in the singular or the plural.

    >>> dimension("authors"), dimension("series"), dimension("shelves")
    ('author', 'series', 'shelf')
    """
    return GROUP_WORDS[word] if word in GROUP_WORDS else GROUP_WORDS[_SINGULAR.get(word, word.removesuffix("s"))]
