"""Questions that lead on from an answer, each of which was tried and finds something."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from dashboards.ask.spec import Filter, Kind, Measure, Order, Spec, Value
from dashboards.asking.answering import Answer, Questions
from dashboards.asking.said_groups import of_enough_books
from dashboards.asking.words import FIELDS, value_said

MOST = 4
_CROWD = (Measure("average", "average_rating"), Measure("average", "gap"))
_WHEN = ("year_read", "month_read", "month_of_year", "date_read")
_OF_READING = ("my_rating", "gap", "disagreement", "date_read", "year_read", "read_count")

Lead = tuple[str, Spec]


def leads_of(questions: Questions, answer: Answer) -> list[Lead]:
    """Four at most: what to call each, and its spec."""
    found: list[Lead] = []
    for makes in (
        _these_books,
        _another_value,
        _beside_the_crowd,
        _per_year,
        _their_length,
        _another_group,
        _another_link,
        _otherwise_first,
        _best_of_them,
    ):
        for text, spec in makes(questions, answer):
            if len(found) < MOST and spec != answer.spec and questions.finds_something(spec):
                found.append((text, spec))
                break  # one of a kind
    return found


def _these_books(_questions: Questions, answer: Answer) -> Iterator[Lead]:
    """A number's books, by what was counted; of groups those of the first."""
    spec = answer.spec
    if spec.kind is Kind.LIST or not answer.rows:
        return
    by = spec.measure.field if spec.measure.function in ("average", "median", "sum") else ""
    order = Order(by) if by and by not in ("days_waiting",) else None
    plain = Spec(Kind.LIST, spec.filters, order=order)
    if spec.kind is not Kind.GROUPS:
        yield _("Which books are these?"), plain
        return
    descending = spec.order is None or spec.order.descending
    rows = of_enough_books(answer)  # those that the sentence names
    first = rows[0] if spec.order else max(rows, key=lambda row: row[1] or 0)
    named = Filter(spec.group, "=", (first[0],))
    filters = (*(one for one in spec.filters if one != named), named)
    text = _("Which books are these: %(name)s?") % {"name": value_said(spec.group, first[0])}
    yield text, replace(plain, filters=filters, order=replace(order, descending=descending) if order else None)


def _another_value(questions: Questions, answer: Answer) -> Iterator[Lead]:
    """The same of the year before, or after; of another genre, another author."""
    for field in ("year_read", "genre", "author", "format", "original_year"):
        values = answer.spec.values_of(field)
        if len(values) != 1:
            continue
        for other in _others(questions, field, values[0]):
            was, now = Filter(field, "=", values), Filter(field, "=", (other,))
            yield _("The same for %(name)s") % {"name": value_said(field, other)}, _exchanged(answer.spec, was, now)


def _others(questions: Questions, field: str, value: Value) -> list[Value]:
    if isinstance(value, int):
        return [value - 1, value + 1]
    return [one for one in questions.most_frequent(field) if str(one).casefold() != str(value).casefold()][:3]


def _exchanged(spec: Spec, was: Filter, now: Filter) -> Spec:
    def swap(filters: tuple[Filter, ...]) -> tuple[Filter, ...]:
        return tuple(now if one == was else one for one in filters)

    return replace(spec, filters=swap(spec.filters), whole=swap(spec.whole))


def _beside_the_crowd(_questions: Questions, answer: Answer) -> Iterator[Lead]:
    spec = answer.spec
    rated = spec.measure == Measure("average", "my_rating") and not spec.beside
    text = _("How does that compare with the crowd?")
    if spec.kind in (Kind.NUMBER, Kind.GROUPS) and rated:
        yield text, replace(spec, beside=_CROWD)
    elif (
        spec.kind is Kind.LIST
        and not _is_about_ratings(spec)
        and not spec.group
        and "to-read" not in spec.values_of("status")
        and len(answer.rows) > 1
    ):
        yield text, Spec(Kind.NUMBER, spec.filters, Measure("average", "my_rating"), beside=_CROWD)


def _per_year(_questions: Questions, answer: Answer) -> Iterator[Lead]:
    """The number in each year; of a list how many there were."""
    spec = answer.spec
    if (
        spec.group == "year_read"
        or spec.kind is Kind.LINK
        or {"to-read", "currently-reading"} & set(spec.values_of("status"))
    ):
        return
    filters = tuple(one for one in spec.filters if one.field not in _WHEN)
    whole = tuple(one for one in spec.whole if one.field not in _WHEN)
    measure = Measure() if spec.kind is Kind.LIST else spec.measure
    if measure.function == "distinct":
        return
    share = spec.share and len(whole) < len(filters)
    yield (
        _("And in each year?"),
        Spec(Kind.GROUPS, filters, measure, group="year_read", share=share, whole=whole if share else ()),
    )


def _their_length(_questions: Questions, answer: Answer) -> Iterator[Lead]:
    spec = answer.spec
    if spec.kind is Kind.LIST and len(answer.rows) > 1 and not spec.limit and not spec.group:
        yield _("How long are they on average?"), Spec(Kind.NUMBER, spec.filters, Measure("average", "pages"))


def _another_group(_questions: Questions, answer: Answer) -> Iterator[Lead]:
    """The same number for each of something else; of books how many of each there are."""
    spec = answer.spec
    if spec.kind in (Kind.PACE, Kind.LINK) or spec.share or spec.only or spec.measure.function == "distinct":
        return
    for group in ("genre", "author", "decade", "format"):
        if group == spec.group or len(spec.values_of(group)) == 1:
            continue
        each = replace(spec, kind=Kind.GROUPS, group=group, order=Order("measure"), limit=None, one=False)
        if spec.kind is Kind.LIST:
            yield _("How many of each: %(group)s?") % {"group": FIELDS[group]}, each
        else:
            text = _("The same for each: %(group)s") % {"group": FIELDS[group]}
            yield text, replace(each, least=3 if spec.measure.function == "average" else 0)


def _another_link(_questions: Questions, answer: Answer) -> Iterator[Lead]:
    spec = answer.spec
    if spec.kind is Kind.LINK:
        for field in ("pages", "original_year", "average_rating"):
            if field != spec.measure.field:
                text = _("Does your rating go with this: %(field)s?") % {"field": FIELDS[field]}
                yield text, replace(spec, measure=Measure("average", field))


def _is_about_ratings(spec: Spec) -> bool:
    """Of books that were picked by their rating nobody needs to hear how they are rated."""
    return any(one.field in ("my_rating", "gap", "disagreement") for one in spec.filters)


def _otherwise_first(_questions: Questions, answer: Answer) -> Iterator[Lead]:
    """The first of each by something else."""
    spec = answer.spec
    if spec.kind is Kind.LIST and spec.group and spec.order:
        for by in ("pages", "my_rating"):
            if by != spec.order.by and not (by == "my_rating" and "to-read" in spec.values_of("status")):
                yield _("The first of each by: %(field)s") % {"field": FIELDS[by]}, replace(spec, order=Order(by))


def _best_of_them(_questions: Questions, answer: Answer) -> Iterator[Lead]:
    spec = answer.spec
    ranked = spec.order and spec.order.by in (*_OF_READING, "average_rating")
    if spec.kind is Kind.LIST and not ranked and not spec.group and not _is_about_ratings(spec):
        unread = "to-read" in spec.values_of("status")
        by = "average_rating" if unread else "my_rating"
        text = _("Which of them does the crowd rate best?") if unread else _("Which of them did you rate best?")
        yield text, replace(spec, order=Order(by), limit=10, one=True)
