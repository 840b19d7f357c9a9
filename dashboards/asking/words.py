"""A question as it was understood, in words: what is asked, of which books, and what was assumed; or why there is no answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.utils.dates import WEEKDAYS
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from dashboards import words
from dashboards.ask.planner import Note, Refusal
from dashboards.ask.spec import TIMES, Filter, Kind, Measure, Spec, Value
from dashboards.naming.filters import FORMATS, STATUSES
from dashboards.naming.genres import genre_name
from dashboards.naming.languages import language_name

FIELDS: dict[str, str | Promise] = {  # as the heading of a column
    "title": gettext_lazy("Title"),
    "author": gettext_lazy("Author"),
    "series": gettext_lazy("Series"),
    "publisher": gettext_lazy("Publisher"),
    "format": gettext_lazy("Format"),
    "language": gettext_lazy("Language"),
    "fiction": gettext_lazy("Fiction or nonfiction"),
    "status": gettext_lazy("Status"),
    "genre": gettext_lazy("Genre"),
    "shelf": gettext_lazy("Shelf"),
    "my_rating": gettext_lazy("Your rating"),
    "average_rating": gettext_lazy("The crowd’s rating"),
    "pages": gettext_lazy("Pages"),
    "original_year": gettext_lazy("First published"),
    "decade": gettext_lazy("Decade of publication"),
    "ratings_count": gettext_lazy("How many rated it"),
    "weekday": gettext_lazy("Day of the week"),
    "genres": gettext_lazy("Genres"),
    "shelves": gettext_lazy("Shelves"),
    "year_read": gettext_lazy("Year read"),
    "month_read": gettext_lazy("Month read"),
    "month_of_year": gettext_lazy("Month of the year"),
    "quarter": gettext_lazy("Quarter"),
    "date_read": gettext_lazy("Date read"),
    "date_added": gettext_lazy("Date added"),
    "year_added": gettext_lazy("Year added"),
    "read_count": gettext_lazy("Times read"),
    "review": gettext_lazy("Review"),
    "review_length": gettext_lazy("Characters of the review"),
    "gap": gettext_lazy("Your rating less the crowd’s"),
    "disagreement": gettext_lazy("How far you and the crowd are apart"),
    "days_waiting": gettext_lazy("Days from added to read"),
    "books": gettext_lazy("Books"),
    "percent": gettext_lazy("Per cent"),
    "r": gettext_lazy("Correlation (r)"),
    "total": gettext_lazy("In all"),
}
_LACKS: dict[str, Any] = {
    "my_rating": ngettext_lazy("%(count)s book is not rated", "%(count)s books are not rated", "number"),
    "average_rating": ngettext_lazy(
        "of %(count)s book the crowd’s rating is not known",
        "of %(count)s books the crowd’s rating is not known",
        "number",
    ),
    "pages": ngettext_lazy("%(count)s book has no page count", "%(count)s books have no page count", "number"),
    "date": ngettext_lazy(
        "%(count)s book has no date that is exact enough",
        "%(count)s books have no date that is exact enough",
        "number",
    ),
    "series": ngettext_lazy("%(count)s book names no series", "%(count)s books name no series", "number"),
    "genre": ngettext_lazy("%(count)s book has no genre", "%(count)s books have no genre", "number"),
    "year": ngettext_lazy(
        "of %(count)s book the year of publication is not known",
        "of %(count)s books the year of publication is not known",
        "number",
    ),
    "": ngettext_lazy("%(count)s book does not tell", "%(count)s books do not tell", "number"),
}
_LACK_AS = {
    "date_read": "date",
    "year_read": "date",
    "month_read": "date",
    "month_of_year": "date",
    "quarter": "date",
    "date_added": "date",
    "year_added": "date",
    "original_year": "year",
    "decade": "year",
    "gap": "my_rating",
    "disagreement": "my_rating",
}


def what_said(spec: Spec) -> str:
    """What is shown: books in an order, or a number, and for each of what."""
    if spec.kind is Kind.LIST:
        return _list_said(spec)
    if spec.kind is Kind.LINK:
        return _("whether your rating goes with: %(field)s") % {"field": FIELDS[spec.measure.field]}
    measured = _("their share in per cent") if spec.share else measure_said(spec.measure)
    if spec.kind is Kind.PACE:
        return _("%(measured)s, %(per)s") % {"measured": measured, "per": _PER[spec.per]}
    if spec.kind is Kind.GROUPS:
        said = _("%(measured)s, for each: %(group)s") % {"measured": measured, "group": FIELDS[spec.group]}
        if spec.order is None and spec.group not in TIMES and spec.group != "my_rating":
            return f"{said}, {_('highest first')}"
        if spec.order and spec.order.by == "measure":
            return f"{said}, {_('highest first') if spec.order.descending else _('lowest first')}"
        return said
    return measured


def compared_said(spec: Spec) -> str:
    """Which groups alone are compared, or which are left out; nothing where all are."""
    if spec.besides:
        names = words.listed([value_said(spec.group, value) for value in spec.besides])
        return _("These are left out: %(names)s") % {"names": names}
    if not spec.only:
        return ""
    names = words.listed([value_said(spec.group, value) for value in spec.only])
    return _("Only these are compared: %(names)s") % {"names": names}


def _list_said(spec: Spec) -> str:
    if spec.group and spec.order:
        first = _("descending") if spec.order.descending else _("ascending")
        said = {"group": FIELDS[spec.group], "field": FIELDS[spec.order.by], "direction": first}
        return _("for each: %(group)s the first of its books by: %(field)s, %(direction)s") % said
    if not spec.order or spec.order.by == "title":
        return _("the books, by title")
    direction = _("descending") if spec.order.descending else _("ascending")
    return _("the books, by: %(field)s, %(direction)s") % {"field": FIELDS[spec.order.by], "direction": direction}


def least_said(spec: Spec) -> str:
    """How many books a group must have; nothing where that is all the same."""
    if spec.having:
        sign, number = spec.having
        return _("Only those with a number of books %(sign)s %(count)s") % {"sign": _SIGNS[sign], "count": number}
    if spec.least:
        return ngettext(
            "Only those with %(count)s book or more", "Only those with %(count)s books or more", spec.least
        ) % {"count": words.number(spec.least)}
    return ""


_PER: dict[str, str | Promise] = {
    "day": gettext_lazy("a day"),
    "week": gettext_lazy("a week"),
    "month": gettext_lazy("a month"),
    "year": gettext_lazy("a year"),
}
_SIGNS = {"=": "=", "!=": "≠", "<": "<", "<=": "≤", ">": ">", ">=": "≥"}


def measure_said(measure: Measure) -> str:
    if measure.function == "count" or measure.field == "books":
        return _("how many books")
    said: dict[str, str] = {
        "average": _("the average of: %(field)s"),
        "median": _("the median of: %(field)s"),
        "stddev": _("the standard deviation of: %(field)s"),
        "sum": _("the sum of: %(field)s"),
        "distinct": _("how many different ones of: %(field)s"),
    }
    return said[measure.function] % {"field": FIELDS[measure.field]}


def condition(one: Filter) -> str:
    """A condition within a sentence.

    >>> condition(Filter("pages", ">", (600,))), condition(Filter("author", "!=", ("Edda Quill",)))
    ('Pages > 600', 'Author not “Edda Quill”')
    """
    field = FIELDS[one.field]
    if (one.field, one.op) == ("fiction", "="):  # "Fiction or nonfiction: Fiction" says it twice
        return _either([value_said("fiction", value) for value in one.values])
    if one.op == "known":
        return _("%(field)s known") % {"field": field}
    if one.op == "unknown":
        return _("%(field)s not known") % {"field": field}
    texts = [_quoted(one.field, value) for value in one.values]
    if one.op == "all":
        return _("%(field)s both %(values)s") % {"field": field, "values": words.listed(texts)}
    values = _either(texts)
    if one.op == "=":
        return f"{field} {values}"
    if one.op == "!=":
        return _("%(field)s not %(values)s") % {"field": field, "values": values}
    return f"{field} {_SIGNS[one.op]} {values}"


def _either(texts: Sequence[str]) -> str:
    return texts[0] if len(texts) == 1 else _("one of %(values)s") % {"values": ", ".join(texts)}


def _quoted(field: str, value: Value) -> str:
    said = value_said(field, value)
    return _("“%(name)s”") % {"name": said} if isinstance(value, str) and field not in _DATES else said


_DATES = {"date_read", "date_added", "month_read"}


def value_said(field: str, value: Any) -> str:
    """A value of this field as readers know it; a dash for none.

    >>> value_said("my_rating", 4.5), value_said("decade", 1990), value_said("pages", 1234), value_said("pages", None)
    ('4.5 stars', '1990s', '1,234', '–')
    """
    if value is None:
        return "–"
    if field in _SAID:
        return str(_SAID[field](value))
    if isinstance(value, str):
        return value
    return decimal(value)


def decimal(value: float, places: int = 2) -> str:
    """A number with no more decimals than it needs, and at most so many.

    >>> decimal(303.0), decimal(4.14285), decimal(12345)
    ('303', '4.14', '12,345')
    """
    rounded = round(value, places)
    needed = next(count for count in range(places + 1) if round(value, count) == rounded)
    digits = number_format(abs(rounded), decimal_pos=needed, use_l10n=True, force_grouping=True)
    return f"{words.MINUS}{digits}" if rounded < 0 else digits


_SAID: Mapping[str, Callable[[Any], Any]] = {
    "author": words.author,
    "my_rating": words.spoken_stars,
    "genre": genre_name,
    "language": language_name,
    "format": lambda value: FORMATS.get(value, value),
    "status": lambda value: STATUSES.get(value, value),
    "fiction": lambda value: _("Fiction") if value else _("Nonfiction"),
    "date_read": words.date,
    "date_added": words.date,
    "month_read": words.date,
    "month_of_year": words.month,
    "quarter": lambda value: _("%(quarter)s %(year)s") % {"year": value[:4], "quarter": value[5:]},
    "weekday": lambda value: WEEKDAYS[(int(value) - 1) % 7],  # SQLite's week begins on Sunday
    "genres": lambda value: ", ".join(genre_name(name) for name in value.split(", ")),
    "original_year": words.year,
    "year_read": str,
    "year_added": str,
    "decade": lambda value: (
        _("%(decade)ss BCE") % {"decade": -value} if value < 0 else _("%(decade)ss") % {"decade": value}
    ),
}


def note_said(note: Note) -> str:
    """What was assumed, as a sentence."""
    values = dict(note.values)
    if note.code == "read_as":
        return _("“%(word)s” was taken for “%(name)s”.") % values
    if note.code == "shelf_meant":
        return _("“%(name)s” is taken as your shelf of that name.") % values
    if note.code == "season":
        return _("%(season)s %(year)s is taken as %(first)s to %(last)s, as it is in the north.") % {
            "season": str(_SEASONS[str(values["season"])]),
            "year": values["year"],
            "first": words.month(int(values["first"])),
            "last": words.month(int(values["last"])),
        }
    if note.code == "every_year":
        return _("No year was named: %(month)s of every year counts.") % {"month": words.month(int(values["month"]))}
    if note.code == "days_back":
        return _("Counted from %(date)s on.") % {"date": words.date(str(values["since"]))}
    if note.code == "oldest_by" and values["field"] == "date_added":
        return _("The oldest is the one that was added first.")
    numbers = {name: decimal(value) for name, value in values.items() if not isinstance(value, str)}
    return str(_NOTES[note.code]) % numbers


_SEASONS: dict[str, str | Promise] = {
    "spring": gettext_lazy("Spring"),
    "summer": gettext_lazy("Summer"),
    "autumn": gettext_lazy("Autumn"),
    "fall": gettext_lazy("Autumn"),
    "winter": gettext_lazy("Winter"),
}
_NOTES: dict[str, str | Promise] = {
    "oldest_by": gettext_lazy("The oldest is the one that was published first."),
    "overrated": gettext_lazy("Compared is your own rating with the crowd’s average."),
    "waited": gettext_lazy(
        "Left out are books that were added after they were read, or whose dates are not exact to the day."
    ),
    "short": gettext_lazy("“Short” is taken as under %(pages)s pages."),
    "long": gettext_lazy("“Long” is taken as over %(pages)s pages."),
    "first_of_each": gettext_lazy("Where books tie for a place, all of them are shown."),
    "series_as_titled": gettext_lazy("A series is known where the title of the book names it."),
    "reread_date": gettext_lazy("Of a book that was read several times only one date is known, as a rule the last."),
    "average_of_each": gettext_lazy("Taken as the average length of the books, for each of these."),
    "fair": gettext_lazy("To be compared fairly, each needs %(books)s rated books at least."),
    "loved": gettext_lazy("“Loved” is taken as %(stars)s stars."),
    "hated": gettext_lazy("“Hated” is taken as %(stars)s star."),
    "disliked": gettext_lazy("“Disliked” is taken as %(stars)s stars or less."),
    "liked": gettext_lazy("“Liked” is taken as %(stars)s stars or more."),
    "popular": gettext_lazy("Popular are books that many rated at Goodreads."),
    "weekday": gettext_lazy("Counted is the day on which a book was finished."),
    "month_of_year": gettext_lazy("Each month is counted over all years."),
    "time_of_publication": gettext_lazy("The year is taken as that of the first publication."),
}


def lacking_said(lacking: Sequence[tuple[str, int]]) -> list[str]:
    """Which books could not be counted, and why: a sentence for each reason."""
    said = []
    for field, count in lacking:
        text = _LACKS[_LACK_AS.get(field, field if field in _LACKS else "")] % {
            "number": count,
            "count": words.number(count),
        }
        said.append(_("Left out: %(books)s.") % {"books": text})
    return list(dict.fromkeys(said))


def refusal_said(refusal: Refusal) -> str:
    """Why there is no answer, with the words that were not understood."""
    listed = words.listed([_("“%(name)s”") % {"name": word} for word in refusal.words])
    if refusal.reason == "not_understood":
        return ngettext(
            "I do not understand the word %(words)s.", "I do not understand the words %(words)s.", len(refusal.words)
        ) % {"words": listed}
    if refusal.reason == "too_long":
        return _("A question may have %(most)s characters at most.") % refusal.values
    if refusal.reason == "several_authors":
        return _("Several authors are called that: %(names)s.") % refusal.values
    if refusal.reason == "no_such_title":
        return _("There is no book “%(title)s” in this library.") % refusal.values
    said = str(_REFUSALS.get(refusal.reason, _CANNOT))
    return _("%(sentence)s What made me think so: %(words)s.") % {"sentence": said, "words": listed} if listed else said


_CANNOT = gettext_lazy("I cannot answer this without guessing.")
_REFUSALS: dict[str, str | Promise] = {
    "empty": gettext_lazy("There is no question in it."),
    "command": gettext_lazy("I only answer questions; nothing is changed here."),
    "advice": gettext_lazy("I know what you read, but give no advice on what to read."),
    "friends": gettext_lazy("I know your books alone, nobody else’s."),
    "author_facts": gettext_lazy("Your library does not say that of its authors."),
    "life": gettext_lazy("I know nothing of your life but dates: name years instead."),
    "reading_time": gettext_lazy("An export says when a book was finished, not how long it was read."),
    "not_since": gettext_lazy("I know which books were read, not what has been left alone since."),
    "having_of_books": gettext_lazy("I can count the books of a shelf or genre, not the shelves or genres of a book."),
    "weekday": gettext_lazy("An export says on which day a book was finished, not on which days it was read."),
    "no_date_of_unfinished": gettext_lazy("Of a book that was not finished no date of reading is known."),
    "nested": gettext_lazy("One question stands within another: ask them one after the other."),
    "progress": gettext_lazy("An export does not say how far you are in a book."),
    "series_whole": gettext_lazy("Your library does not tell which books a series has that you do not."),
    "start": gettext_lazy("An export says when a book was finished, not when it was begun."),
    "inside": gettext_lazy("I know facts about books, not what is in them."),
    "money": gettext_lazy("Nothing about money is kept here."),
    "future": gettext_lazy("I know what was read, not what will be."),
    "prizes": gettext_lazy("Your library knows nothing of prizes, films and fame."),
    "translation": gettext_lazy("Your library does not tell that of editions."),
    "where": gettext_lazy("I do not know where books can be had."),
    "not_books": gettext_lazy("That is not about your books."),
    "comparing_two": gettext_lazy("I cannot compare two books or authors as such: ask for a number of each."),
    "no_series": gettext_lazy("No book of this library names its series."),
    "no_publishers": gettext_lazy("No book of this library names its publisher."),
    "no_languages": gettext_lazy("The language of no book here is known."),
    "no_ratings_counts": gettext_lazy("Of no book here is it known how many rated it."),
    "why": gettext_lazy("I know what was read and when, not why."),
    "no_formats": gettext_lazy("The format of no book here is known."),
    "best_of_each": gettext_lazy("I cannot pick the best of each group; I can compare the groups."),
    "one_each": gettext_lazy("I cannot pick one out of each group; I can compare the groups."),
    "contradiction": gettext_lazy("These conditions exclude each other: no book can meet them."),
    "two_times": gettext_lazy("Two times are named, and I do not know which one counts."),
    "most_of_what": gettext_lazy("The most of what? Name what to count."),
    "average_of_what": gettext_lazy("The average of what? Name what to count."),
    "no_such_shelf": gettext_lazy("There is no shelf of that name in this library."),
    "no_such_day": gettext_lazy("There is no such day."),
    "share_of_what": gettext_lazy("A share of what? Name the whole."),
    "all_books": gettext_lazy("That would be all books: name what they should have in common."),
    "all_but_one": gettext_lazy("That would be nearly all books: name what they should have in common."),
    "year_of_unread": gettext_lazy("A book that is not read has no year of reading."),
    "liked_groups": gettext_lazy("Authors, genres and series have no rating of their own: ask for their average."),
}
