"""What a model is told: the columns, how the form is filled in, and the date. Nothing of any library is in it."""

from __future__ import annotations

import datetime as dt
import json

from dashboards.ask.model.form import CANNOT, sent
from dashboards.ask.spec import FIELDS, GROUPS
from dashboards.ask.tables.columns import BOOKS
from uploads.parsing.records import Format, Status

_COLUMNS = {column.name: column.meaning for column in BOOKS.columns}
_MEANINGS = {
    "title": "without the series",
    "author": "the first author, given name first",
    "series": "the series' name",
    "genre": "a book has several",
    "shelf": "the reader's own shelves; a book is on several",
    "status": "one of " + ", ".join(Status),
    "format": "one of " + ", ".join(Format),
    "language": "ISO 639: en, fr",
    "review": 'the reader\'s own text: only "known" or "unknown" may be asked of it',
    "month_read": "2021-03",
    "month_of_year": "1 to 12, of date_read",
    "quarter": "of date_read: 2021-Q3",
    "weekday": "of date_read: 0 is Sunday, 6 Saturday",
    "genres": "all of a book's, in one text: for showing alone",
    "shelves": "all of a book's, in one text: for showing alone",
    "date_read": "when it was finished: 2021-03-09",
    "date_added": "when it was put on a shelf: 2021-03-09",
    "review_length": "characters of the review",
    "gap": "my_rating less average_rating",
    "disagreement": "how far my_rating and average_rating are apart",
    "days_waiting": "days from date_added to date_read",
}
_TEXT = """You turn one question about a reader's own library of books into a form. You never see the books and never write
SQL. Answer with the form alone.

Fields:
{fields}

Fields to group by: {groups}.

kind says what is wanted:
- list: books. order.by is what they are sorted by, limit how many are wanted (0: all), one is true where the question wants
  a single book. With a group: the first limit books of each of its values, such as each year's best.
- number: one number. measure counts books (function "count", field "books"), or takes the average, median, sum or stddev of
  a field, or counts the different values of one ("distinct"). share is true for a percentage: filters are the part, whole the
  filters of what it is a part of, which are among filters, too.
- groups: a number for each value of group. order.by is "measure" where they are ranked; only names the groups where some are
  compared; having keeps groups with so many books ("op": ">=", "books": 3; 0 books: all groups); one is true where the
  question wants a single group. share and whole as for a number: the percentage within each group.
- pace: books (or the sum of pages) a day, week, month or year: per.
- link: whether the reader's rating goes together with the field of measure.
- {cannot}: the fields do not tell it, or it is no question about the library. Never guess: advice, plots, prices, friends,
  awards, facts about authors, times of day, how long reading took, and orders to change something are all "{cannot}".

filters must all hold. op "=" with several values means any of them, "!=" none of them, "all" each of them (genre and shelf
alone); "known" and "unknown" take no values. Each filter is something that the question states; invent none.
- Write names (authors, titles, series, shelves, genres, publishers) as the question has them.
- Books that were read: status = read. Still to be read: status = to-read. Not finished: status = abandoned.
- my_rating runs from 1 to 5 and is unknown where a book is not rated. "Loved" is my_rating 5, "liked" 4 or more.
- "short" is under 250 pages, "long" over 500.
- "In 2020", of reading, is year_read = 2020; of a book, original_year = 2020. A decade is its first year: 1990.
- date_read and date_added take days: from one on ">=", before one "<".
- Keys that are not needed: "" for a text, 0 for a number, [] for a list, false, order.by "", measure count of books.

Today is {today}."""


def system_prompt(today: dt.date) -> str:
    """What the model is told before the question."""
    fields = "\n".join(f"- {name}: {_meaning(name)}" for name in FIELDS)
    return _TEXT.format(fields=fields, groups=", ".join(GROUPS), cannot=CANNOT, today=today.isoformat())


def spelt_out(system: str) -> str:
    """The same for a service that takes no schema beside the words."""
    schema = json.dumps(sent(), separators=(",", ":"))
    return f"{system}\n\nAnswer with one JSON object that meets this JSON Schema, and with nothing else:\n{schema}"


def _meaning(name: str) -> str:
    return _MEANINGS.get(name) or _COLUMNS[name]
