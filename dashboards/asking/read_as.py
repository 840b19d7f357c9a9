"""What a question was taken for, as a person would say it."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dashboards import words
from dashboards.ask.spec import TIMES, Kind, Order, Spec
from dashboards.asking.said_conditions import books_said
from dashboards.asking.said_measures import goes_with, group_within, measure_within, order_within
from dashboards.asking.words import value_said

_PACES: dict[tuple[bool, str], str | Promise] = {  # (of pages, in which time)
    (False, "day"): gettext_lazy("how many books a day, of %(books)s"),
    (False, "week"): gettext_lazy("how many books a week, of %(books)s"),
    (False, "month"): gettext_lazy("how many books a month, of %(books)s"),
    (False, "year"): gettext_lazy("how many books a year, of %(books)s"),
    (True, "day"): gettext_lazy("how many pages a day, of %(books)s"),
    (True, "week"): gettext_lazy("how many pages a week, of %(books)s"),
    (True, "month"): gettext_lazy("how many pages a month, of %(books)s"),
    (True, "year"): gettext_lazy("how many pages a year, of %(books)s"),
}


def read_as(spec: Spec) -> str:
    """What the question was taken for, and what limits it.

    >>> from dashboards.ask.spec import Filter
    >>> read_as(Spec(Kind.NUMBER, (Filter("status", "=", ("read",)), Filter("year_read", "=", (2020,)))))
    'the number of books read in 2020.'
    """
    parts = [_asked(spec), _compared(spec), _least(spec), _limit(spec)]
    return "; ".join(part for part in parts if part) + "."


def _asked(spec: Spec) -> str:
    books = books_said(spec.filters)
    if spec.kind is Kind.LIST:
        return _list(spec, books)
    if spec.kind is Kind.LINK:
        values = {"field": goes_with(spec.measure.field), "books": books}
        return _("whether your rating goes with %(field)s, of %(books)s") % values
    if spec.kind is Kind.PACE:
        return _PACES[spec.measure.field == "pages", spec.per] % {"books": books}
    if spec.share:
        return _share(spec)
    return _counted(spec, books)


def _list(spec: Spec, books: str) -> str:
    if [one.field for one in spec.filters] == ["title"] and not spec.group:
        return books  # one book has no order
    said = {"books": books, "order": order_within(spec.order or Order("title", descending=False))}
    if spec.group:
        return _("%(books)s, %(group)s, %(order)s") % {**said, "group": group_within(spec.group)}
    return _("%(books)s, %(order)s") % said


def _counted(spec: Spec, books: str) -> str:
    of_books = spec.measure.function == "count" or spec.measure.field == "books"
    beside = [measure_within(one) for one in spec.beside]
    measure = words.listed([measure_within(spec.measure), *beside])
    said = {"measure": measure, "books": books, "order": _order(spec)}
    if not spec.group:
        if of_books:
            return _("the number of %(books)s") % said if spec.filters else _("the number of your books")
        return _("%(measure)s of %(books)s") % said
    said["group"] = group_within(spec.group)
    if of_books:
        counted = _("the number of %(books)s, %(group)s") if spec.filters else _("the number of your books, %(group)s")
    else:
        counted = _("%(measure)s %(group)s, of %(books)s")
    return _("%(counted)s, %(order)s") % {"counted": counted % said, **said} if said["order"] else counted % said


def _order(spec: Spec) -> str:
    if spec.order is None and spec.group not in TIMES and spec.group != "my_rating":
        return _("highest first")
    if spec.order and spec.order.by == "measure":
        return order_within(spec.order)
    return ""


def _share(spec: Spec) -> str:
    said = {
        "part": books_said([one for one in spec.filters if one not in spec.whole]),
        "whole": books_said(spec.whole),
    }
    if spec.kind is not Kind.GROUPS:
        return _("the share of %(part)s among %(whole)s") % said
    said |= {"group": group_within(spec.group), "order": _order(spec)}
    if said["order"]:
        return _("the share of %(part)s among %(whole)s, %(group)s, %(order)s") % said
    return _("the share of %(part)s among %(whole)s, %(group)s") % said


def _compared(spec: Spec) -> str:
    """Which groups alone are compared, or which are left out."""
    if spec.besides:
        names = [_("“%(name)s”") % {"name": value_said(spec.group, one)} for one in spec.besides]
        return _("without %(names)s") % {"names": words.listed(names)}
    if spec.only:
        return _("only %(names)s") % {"names": words.listed([value_said(spec.group, one) for one in spec.only])}
    return ""


def _least(spec: Spec) -> str:
    """How many books a group must have."""
    sign, number = spec.having or (">=", spec.least)
    if not spec.having and not spec.least:
        return ""
    said = {
        "=": ngettext("only those with exactly %(count)s book", "only those with exactly %(count)s books", number),
        "!=": ngettext(
            "only those with not exactly %(count)s book", "only those with not exactly %(count)s books", number
        ),
        "<": ngettext(
            "only those with fewer than %(count)s book", "only those with fewer than %(count)s books", number
        ),
        "<=": ngettext("only those with at most %(count)s book", "only those with at most %(count)s books", number),
        ">": ngettext("only those with more than %(count)s book", "only those with more than %(count)s books", number),
        ">=": ngettext("only those with at least %(count)s book", "only those with at least %(count)s books", number),
    }[sign]
    return said % {"count": words.number(number)}


def _limit(spec: Spec) -> str:
    of_each = spec.kind is Kind.LIST and bool(spec.group)
    limit = spec.limit or (1 if of_each else 0)
    if not limit:
        return ""
    values = {"count": words.number(limit)}
    if of_each:
        return (
            ngettext(
                "the first of each, and those that tie with it",
                "the first %(count)s of each, and those that tie with them",
                limit,
            )
            % values
        )
    return ngettext("the first alone", "the first %(count)s", limit) % values
