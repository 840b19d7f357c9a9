"""What came of a question, as a sentence that answers it."""

from __future__ import annotations

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards import words
from dashboards.ask.spec import Filter, Kind
from dashboards.asking.answering import Answer
from dashboards.asking.said_conditions import WHEN_READ, conditions_said
from dashboards.asking.said_first import first_said
from dashboards.asking.said_groups import groups_said, tie
from dashboards.asking.said_measures import goes_with, groups_counted, measure_within
from dashboards.asking.said_numbers import with_unit
from dashboards.asking.words import FIELDS, decimal, value_said

_REVIEW = 300  # characters of a review in a sentence; the row has all of it
_NAMED = 3  # books that are few enough to be named
_HARDLY, _STRONGLY = 0.1, 0.4  # correlations: below the first there is next to none


def sentence(answer: Answer) -> str:
    """The answer in a sentence."""
    if not answer.rows or not (answer.drawn_from or answer.spec.share):
        return _("No book here is like that.")
    return {
        Kind.LIST: _list,
        Kind.NUMBER: _number,
        Kind.GROUPS: groups_said,
        Kind.PACE: _pace,
        Kind.LINK: _link,
    }[answer.spec.kind](answer)


def _list(answer: Answer) -> str:
    spec = answer.spec
    if spec.group:
        return _first_of_each(answer)
    if spec.one and spec.order:
        at = answer.columns.index(spec.order.by) if spec.order.by in answer.columns else 1
        first = answer.rows[0]
        tied = [row for row in answer.rows if row[at] == first[at]]
        if len(tied) > 1:
            return tie([str(row[1]) for row in tied], _fact(spec.order.by, first[at]), most=spec.limit)
        return first_said(spec.order, str(first[1]), str(first[2]), first[at])
    if [one.field for one in spec.filters] == ["title"]:
        return _one_book(answer)
    if answer.more:
        return _("More than %(books)s.") % {"books": words.books(len(answer.rows))}
    return _books(answer)


def _books(answer: Answer) -> str:
    """Few books by name; of many in an order the first, where no other is level with it."""
    rows, order = answer.rows, answer.spec.order
    count = words.books(len(rows))
    if len(rows) == 1:
        said = {"count": count, "title": rows[0][1], "author": words.author(rows[0][2])}
        return _("%(count)s: “%(title)s” by %(author)s.") % said
    if len(rows) <= _NAMED:
        titles = [_("“%(name)s”") % {"name": row[1]} for row in rows]
        return _("%(count)s: %(titles)s.") % {"count": count, "titles": words.listed(titles)}
    if order and order.by != "title" and order.by in answer.columns:
        at = answer.columns.index(order.by)
        if rows[0][at] != rows[1][at]:
            said = {"count": count, "title": rows[0][1], "author": words.author(rows[0][2])}
            return _("%(count)s, first of them “%(title)s” by %(author)s.") % said
    return f"{count}."


def _first_of_each(answer: Answer) -> str:
    """How many books stand first in how many groups; whether that is because of ties."""
    at = answer.columns.index(answer.spec.group)
    groups = len({row[at] for row in answer.rows})
    said = {"books": words.books(len(answer.rows)), "groups": groups_counted(answer.spec.group, groups)}
    if len(answer.rows) > groups * (answer.spec.limit or 1):
        return _("%(groups)s, with the first of each: %(books)s, some of which tie.") % said
    return _("%(groups)s, with the first of each: %(books)s.") % said


def _fact(field: str, value: object) -> str:
    """What ties: 200 pages, 3 stars, read three times."""
    if field == "pages" and isinstance(value, int):
        return words.pages(value)
    if field == "read_count" and isinstance(value, int):
        return _("read %(value)s") % {"value": words.times(value)}
    if isinstance(value, str) or field in ("my_rating", "original_year", "decade", "year_read", "year_added"):
        return value_said(field, value)
    return f"{FIELDS[field]} {value_said(field, value)}"


def _one_book(answer: Answer) -> str:
    """What is known of it: what was asked first, then how it was read."""
    book = dict(zip(answer.columns, answer.rows[0], strict=True))
    asked = [name for name in answer.spec.show if name not in ("author", "my_rating", "date_read", "status")]
    said = [_("“%(title)s” is by %(author)s.") % {"title": book["title"], "author": words.author(book["author"])}]
    said += [f"{FIELDS[name]}: {Truncator(value_said(name, book[name])).chars(_REVIEW)}." for name in asked]
    return " ".join([*said, *_how_read(book, answer.spec.show)])


def _how_read(book: dict[str, object], asked: tuple[str, ...]) -> list[str]:
    said, status = [], book.get("status")
    if book.get("date_read"):
        day = {"date": words.date(str(book["date_read"]))}
        exact = len(str(book["date_read"])) == len("2022-03-09")
        said.append((_("You read it on %(date)s.") if exact else _("You read it in %(date)s.")) % day)
    elif status == "read":
        said.append(_("You have read it; no date is known."))
    else:
        said.append(f"{FIELDS['status']}: {value_said('status', status)}.")
    rating = book.get("my_rating")
    if isinstance(rating, int | float):
        said.append(_("You rated it %(stars)s.") % {"stars": words.spoken_stars(rating)})
    elif "my_rating" in asked or status == "read":
        said.append(_("You have not rated it."))
    return said


def _number(answer: Answer) -> str:
    spec, row = answer.spec, answer.rows[0]
    if spec.share:
        return _share(answer)
    if row[0] is None:
        return _("That cannot be told from this library.")
    if spec.measure.function == "count":
        return _count(int(row[0]), spec.filters)
    over = words.books(answer.drawn_from)
    if spec.measure.function == "distinct":
        return _("%(groups)s, in %(books)s.") % {
            "groups": groups_counted(spec.measure.field, int(row[0])),
            "books": over,
        }
    said = {"value": with_unit(spec.measure, row[0]), "books": over, "beside": _beside(answer)}
    if said["beside"]:
        return _("%(measure)s: %(value)s; %(beside)s; over %(books)s.") % {**said, "measure": _capital(answer)}
    if (spec.measure.function, spec.measure.field) == ("sum", "pages"):
        return _("%(value)s in all, over %(books)s.") % said
    if (spec.measure.function, spec.measure.field) == ("average", "pages"):
        return _("%(value)s on average, over %(books)s.") % said
    if (spec.measure.function, spec.measure.field) == ("average", "my_rating"):
        return _("You rated them %(value)s on average, over %(books)s.") % said
    return _("%(measure)s: %(value)s, over %(books)s.") % {**said, "measure": _capital(answer)}


def _capital(answer: Answer) -> str:
    measure = measure_within(answer.spec.measure)
    return measure[:1].upper() + measure[1:]


def _beside(answer: Answer) -> str:
    numbers = zip(answer.spec.beside, answer.rows[0][1:], strict=False)
    return "; ".join(f"{measure_within(one)}: {with_unit(one, number)}" for one, number in numbers)


def _count(count: int, filters: tuple[Filter, ...]) -> str:
    """How many books of what kind; of those that were read it is the reader who read them."""
    read = Filter("status", "=", ("read",))
    rest = [one for one in filters if one != read]
    said = {"books": words.books(count), "conditions": conditions_said(filters)}
    if not filters:
        return _("%(books)s in all.") % said
    if read not in filters:
        return _("%(books)s %(conditions)s.") % said
    if not rest:
        return _("You have read %(books)s.") % said
    if [(one.field, one.op, len(one.values)) for one in rest] == [("year_read", "=", 1)]:
        return _("You read %(books)s in %(year)s.") % {**said, "year": rest[0].values[0]}
    if any(one.field in WHEN_READ for one in rest):
        return _("%(books)s %(conditions)s.") % said
    return _("You have read %(books)s %(conditions)s.") % {**said, "conditions": conditions_said(rest)}


def _share(answer: Answer) -> str:
    percent, part = answer.rows[0][:2]
    if percent is None:
        return _("No book here is like that.")
    if not part:
        return _("%(share)s: none of them.") % {"share": words.percent(0, 1)}
    whole = round(part * 100 / percent)
    said = {"share": words.percent(percent, 100), "part": words.number(part), "whole": words.number(whole)}
    return ngettext("%(share)s: %(part)s of %(whole)s book.", "%(share)s: %(part)s of %(whole)s books.", whole) % said


def _pace(answer: Answer) -> str:
    value, total = answer.rows[0][:2]
    if value is None:
        return _("That cannot be told from this library.")
    per = {
        "day": _("%(value)s a day; %(total)s in all."),
        "week": _("%(value)s a week; %(total)s in all."),
        "month": _("%(value)s a month; %(total)s in all."),
        "year": _("%(value)s a year; %(total)s in all."),
    }[answer.spec.per]
    pages = answer.spec.measure.field == "pages"
    places = 0 if value >= 100 else 1
    plural, said = words.plural_of(round(value, places)), {"count": decimal(value, places)}
    number = (
        ngettext("%(count)s page", "%(count)s pages", plural)
        if pages
        else ngettext("%(count)s book", "%(count)s books", plural)
    )
    return per % {"value": number % said, "total": (words.pages if pages else words.books)(total)}


def _link(answer: Answer) -> str:
    r, books = answer.rows[0]
    if r is None:
        return _("That cannot be told from this library.")
    said = {"field": goes_with(answer.spec.measure.field), "r": decimal(r), "books": words.books(books)}
    if abs(r) < _HARDLY:
        return _("Your rating hardly goes with %(field)s (r = %(r)s, over %(books)s).") % said
    if abs(r) < _STRONGLY:
        return (
            _("Your rating rises a little with %(field)s (r = %(r)s, over %(books)s).")
            if r > 0
            else _("Your rating falls a little with %(field)s (r = %(r)s, over %(books)s).")
        ) % said
    return (
        _("Your rating rises with %(field)s (r = %(r)s, over %(books)s).")
        if r > 0
        else _("Your rating falls with %(field)s (r = %(r)s, over %(books)s).")
    ) % said
