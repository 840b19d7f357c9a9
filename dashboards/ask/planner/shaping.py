"""Which kind of answer the words come to, once all of them have been heard."""

from __future__ import annotations

import re

from dashboards.ask.planner.draft import Draft, Refused
from dashboards.ask.planner.plain import plain
from dashboards.ask.spec import TIMES, Kind, Measure, Order

FAIR = 3  # books that a group needs before its average is compared with others
SHOWN = 10  # books beside the one that was asked for
_BOOKS = re.compile(r"\b(?:books?|novels?|titles?|reads?|ones?|favou?rites?)\b", re.IGNORECASE)
_DATED = {"month_read", "year_read"}


def shape(draft: Draft) -> None:
    """Settle kind, measure, group and order. Raises `Refused` where the words do not go together."""
    if draft.measure and draft.measure.field == "rating":
        draft.measure = Measure(draft.measure.function, draft.rating)
    if draft.kind is Kind.LINK or (draft.measure and draft.measure.field == "days_waiting" and draft.kind):
        return
    if draft.years:
        _years(draft)
    elif draft.kind is Kind.GROUPS:
        draft.measure = draft.measure or Measure()
    elif _asks_for_groups(draft):
        _ranked_groups(draft)
    elif draft.group and _asks_for_the_first_of_each(draft):
        _first_of_each(draft)
    elif draft.group:
        _groups(draft)
    elif draft.per and draft.measure:
        draft.kind = Kind.PACE
    elif draft.measure and draft.kind is None:
        if draft.superlative:
            raise Refused("superlative_of_number", draft.superlative.words)
        draft.kind = Kind.NUMBER
    elif draft.kind is None:
        _list(draft)
    if draft.first_order and draft.kind is Kind.GROUPS and draft.first_order.by == (draft.measure or Measure()).field:
        draft.order = Order("measure", draft.first_order.descending)
    elif draft.first_order and _orders_groups_by_average(draft):
        crowd = "goodreads" in draft.asked.lower()
        draft.measure = Measure("average", "average_rating" if crowd else draft.rating)
        draft.order = Order("measure", draft.first_order.descending)
    elif draft.first_order:
        draft.order = draft.first_order
        draft.limit = None
    _leave_out(draft)
    _fairly(draft)


def _orders_groups_by_average(draft: Draft) -> bool:
    """ "Series ranked by average rating"."""
    by_rating = draft.first_order is not None and draft.first_order.by in ("my_rating", "average_rating")
    return (
        by_rating
        and draft.kind is Kind.GROUPS
        and draft.measure == Measure()
        and not draft.superlative
        and not draft.having
    )


def _leave_out(draft: Draft) -> None:
    """ "Which genre other than fantasy": the group is left out, not every book that has it."""
    if draft.kind is Kind.GROUPS and (names := draft.values_of(draft.group, "!=")):
        draft.besides = tuple(names)
        draft.filters = [one for one in draft.filters if one[:2] != (draft.group, "!=")]


def _years(draft: Draft) -> None:
    draft.kind, draft.group, draft.only = Kind.GROUPS, "year_read", draft.years
    draft.measure = draft.measure or Measure()
    draft.take(r"more(?: books)?")
    if draft.take(r"(?:more )?pages"):
        draft.measure = Measure("sum", "pages")
    if draft.take(r"(?:rate )?(?:books )?(?:higher|lower|better|worse)"):
        draft.measure = Measure("average", draft.rating)


def _asks_for_groups(draft: Draft) -> bool:
    if draft.group or not draft.subject or draft.kind is not None:
        return False
    distinct = draft.measure is not None and draft.measure.function == "distinct"
    return not distinct and bool(draft.superlative or draft.having or draft.top or draft.measure is None)


def _ranked_groups(draft: Draft) -> None:
    """ "Which genre did I rate highest?", "authors with more than three books" """
    draft.kind, draft.group = Kind.GROUPS, draft.subject
    best = draft.superlative
    if (
        best
        and best.by != "count"
        and re.search(rf"{re.escape(best.words)} (?:\w+ )?(?:book|novel)(?= )", plain(draft.asked))
    ):
        raise Refused("one_each", best.words)  # "the author of my longest book" is asked of one book
    if best is None or best.by == "count" or _is_the_biggest_group(draft):
        draft.measure = draft.measure or Measure()
        if best and draft.take(r"(?:of )?pages(?: read)?"):
            draft.measure = Measure("sum", "pages")
    elif draft.measure is None or best.by == "rating":
        by_crowd = any(word in best.words for word in ("goodreads", "crowd", "community", "others"))
        fields = {
            "rating": draft.rating,
            "pages": "pages",
            "average_rating": "average_rating" if by_crowd else draft.rating,
        }
        if best.by == "popularity":
            draft.measure = Measure()
        elif best.by not in fields:
            raise Refused("superlative_of_group", best.words)
        else:
            draft.measure = Measure("average", fields[best.by])
    draft.order = Order("measure", best.descending if best else True)
    draft.one = bool(best) and not draft.top
    draft.limit = draft.top or (SHOWN if best and not draft.first_order else None)


def _is_the_biggest_group(draft: Draft) -> bool:
    """ "The biggest shelf", "the longest series" are those with the most books."""
    best = draft.superlative
    words = {"series": r"longest|shortest|biggest|largest|smallest"}.get(draft.subject, r"biggest|largest|smallest")
    return (
        best is not None
        and best.by == "pages"
        and re.search(words, best.words) is not None
        and not draft.has(r"books?")
    )


def _groups(draft: Draft) -> None:
    draft.kind = Kind.GROUPS
    best = draft.superlative
    if best and best.by not in ("rating", "count"):
        raise Refused("best_of_each", best.words)
    default = Measure("average", draft.rating) if best and best.by == "rating" else Measure()
    draft.measure = draft.measure or default
    if draft.on_average and draft.measure.function in ("count", "sum") and draft.group in _DATED:
        draft.kind, draft.per, draft.group = Kind.PACE, draft.group.split("_")[0], ""


def _asks_for_the_first_of_each(draft: Draft) -> bool:
    """ "The best book of each year", "longest book per author", "my top 3 books of each genre" """
    if not _BOOKS.search(draft.asked) and not draft.names("genre", "fiction"):
        return False
    ranked = draft.superlative.by not in ("count", "read_count") if draft.superlative else draft.top
    return bool(ranked) and draft.kind is None and draft.measure is None and not draft.subject and not draft.having


def _first_of_each(draft: Draft) -> None:
    draft.kind = Kind.LIST
    if draft.superlative:
        _best_books(draft)
    else:
        draft.order = Order(draft.rating)
    draft.one, draft.limit = False, draft.top
    draft.note("first_of_each")


def _list(draft: Draft) -> None:
    draft.kind = Kind.LIST
    if draft.superlative:
        _best_books(draft)
    elif draft.last:
        draft.order, draft.limit = Order("date_read"), draft.last
        draft.add("status", "=", "read")
    elif draft.top:
        draft.order, draft.limit = Order(draft.rating), draft.top


def _best_books(draft: Draft) -> None:
    best = draft.superlative
    assert best is not None  # noqa: S101 - the caller looked
    by, descending = best.by, best.descending
    several = draft.has(r"(?:books|novels|ones|titles)") or draft.top is not None
    if by == "oldest":
        by = "date_added" if draft.unread else "original_year"
        draft.note("oldest_by", field=by)
    elif by == "published":
        by = "original_year"
        draft.note("oldest_by", field=by)
    elif by == "first":
        added = draft.take(r"(?:i )?(?:ever )?(?:logged|added|tracked|recorded|shelved)(?: ever)?")
        by = "date_added" if added or draft.unread else "date_read"
    elif by == "popularity":
        if not draft.vocabulary.knows_ratings_counts:
            raise Refused("no_ratings_counts", best.words)
        by = "ratings_count"
        draft.note("popular")
    elif by == "count":
        raise Refused("most_of_what", best.words)
    elif by == "read_count":
        draft.add("read_count", ">=", 2)
    draft.order = Order(draft.rating if by == "rating" else by, descending)
    draft.one = not several
    draft.limit = draft.top or SHOWN


def _fairly(draft: Draft) -> None:
    """An author with one book of five stars is not yet the best."""
    if (
        draft.kind is Kind.GROUPS
        and draft.measure
        and draft.measure.function == "average"
        and draft.group not in TIMES - {"decade"}
        and draft.group != "my_rating"
        and draft.order
        and not draft.having
        and not draft.only
    ):
        draft.least = FAIR
        draft.note("fair", books=FAIR)
