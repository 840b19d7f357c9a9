"""A number for each group: which group stands first, and what they come to together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dashboards import words
from dashboards.ask.planner.shaping import FAIR
from dashboards.ask.spec import TIMES, Spec
from dashboards.asking.answering import Answer
from dashboards.asking.said_measures import groups_counted
from dashboards.asking.said_numbers import number_said, with_unit
from dashboards.asking.words import value_said

_TIED = 3  # names of those that share the first place
_APART = {"author", "series", "format", "language", "publisher", "year_read", "month_read", "quarter", "year_added"}
_FIRST: dict[tuple[str, bool], str | Promise] = {  # (what stands first, whether it is the highest)
    ("time", True): gettext_lazy("Most in %(name)s: %(value)s."),
    ("time", False): gettext_lazy("Least in %(name)s: %(value)s."),
    ("mean of a time", True): gettext_lazy("Highest in %(name)s: %(value)s."),
    ("mean of a time", False): gettext_lazy("Lowest in %(name)s: %(value)s."),
    ("rating", True): gettext_lazy("You rated %(name)s highest: %(value)s."),
    ("rating", False): gettext_lazy("You rated %(name)s lowest: %(value)s."),
    ("decade", True): gettext_lazy("Most from the %(name)s: %(value)s."),
    ("decade", False): gettext_lazy("Least from the %(name)s: %(value)s."),
    ("mean of a decade", True): gettext_lazy("Highest from the %(name)s: %(value)s."),
    ("mean of a decade", False): gettext_lazy("Lowest from the %(name)s: %(value)s."),
    ("stars", True): gettext_lazy("Most often %(name)s: %(value)s."),
    ("stars", False): gettext_lazy("Least often %(name)s: %(value)s."),
    ("other", True): gettext_lazy("%(name)s comes first, with %(value)s."),
    ("other", False): gettext_lazy("%(name)s comes last, with %(value)s."),
}


def groups_said(answer: Answer) -> str:
    spec, rows = answer.spec, of_enough_books(answer)
    highest = spec.order is None or spec.order.by != "measure" or spec.order.descending
    ranked = spec.order is not None and spec.order.by == "measure"
    top = rows[0] if ranked else max(rows, key=lambda row: row[1] or 0)
    tied = [value_said(spec.group, row[0]) for row in rows if row[1] == top[1]]
    if len(tied) > _TIED and not spec.one:
        said = {"tied": words.number(len(tied)), "groups": groups_counted(spec.group, len(answer.rows))}
        return _("%(groups)s, of which %(tied)s are level in front: %(value)s.") % {**said, "value": _plain(spec, top)}
    if len(tied) > 1:
        return tie(tied, _plain(spec, top), most=spec.limit)
    if spec.only and len(answer.rows) > 1:
        return _beside_others(answer, top)
    if len(answer.rows) == 1 and not spec.one:
        return _("%(name)s: %(value)s.") % {"name": value_said(spec.group, top[0]), "value": _value(answer, top)}
    first = _FIRST[_sort(spec), highest] % {"name": value_said(spec.group, top[0]), "value": _value(answer, top)}
    further = [] if spec.one else [_together(answer)]
    if len(rows) < len(answer.rows):
        further.append(_("Those with fewer than %(least)s are passed over for this.") % {"least": words.books(FAIR)})
    return " ".join(part for part in [first, *further] if part)


def _sort(spec: Spec) -> str:
    mean = spec.share or spec.measure.function in ("average", "median", "stddev")
    if spec.group == "decade":
        return "mean of a decade" if mean else "decade"
    if spec.group in TIMES and spec.group != "weekday":
        return "mean of a time" if mean else "time"
    if spec.group == "my_rating" and spec.measure.function == "count" and not spec.share:
        return "stars"
    rated = (spec.measure.function, spec.measure.field) == ("average", "my_rating")
    return "rating" if rated and not spec.share else "other"


def _value(answer: Answer, row: Sequence[Any]) -> str:
    """The number of a group, and of how many books it is a mean."""
    spec, plain = answer.spec, _plain(answer.spec, row)
    if answer.columns[-1] != "books" or row[1] is None:
        return plain
    said = {"value": plain, "books": words.books(row[-1])}
    if spec.share:
        return _("%(value)s of %(books)s") % said
    if spec.measure.function == "average":
        return _("%(value)s on average, over %(books)s") % said
    return _("%(value)s, over %(books)s") % said if spec.measure.function in ("median", "stddev") else plain


def _plain(spec: Spec, row: Sequence[Any]) -> str:
    return number_said(spec, row[1]) if spec.share else with_unit(spec.measure, row[1])


def _together(answer: Answer) -> str:
    """How many groups there are; and what they come to, where no book is in two of them."""
    spec = answer.spec
    groups = groups_counted(spec.group, len(answer.rows))
    if answer.more:
        return _("More than %(groups)s.") % {"groups": groups}
    if spec.limit and len(answer.rows) >= spec.limit:
        return ""
    adds_up = spec.measure.function == "sum" or (spec.measure.function == "count" and not spec.share)
    if adds_up and spec.group in _APART | TIMES | {"my_rating"}:
        total = with_unit(spec.measure, sum(row[1] or 0 for row in answer.rows))
        return _("%(groups)s, %(total)s in all.") % {"total": total, "groups": groups}
    return _("%(groups)s in all.") % {"groups": groups}


def _beside_others(answer: Answer, top: Sequence[Any]) -> str:
    spec = answer.spec
    others = [f"{value_said(spec.group, row[0])}: {_value(answer, row)}" for row in answer.rows if row is not top]
    said = {"name": value_said(spec.group, top[0]), "value": _value(answer, top), "others": "; ".join(others)}
    return _("%(name)s: %(value)s; %(others)s.") % said


def of_enough_books(answer: Answer) -> Sequence[Sequence[Any]]:
    """The groups that an average or a share can be compared of: one book of five stars is not yet the best genre."""
    spec = answer.spec
    compared = spec.share or spec.measure.function in ("average", "median")
    if not compared or spec.only or spec.having or spec.least or answer.columns[-1] != "books":
        return answer.rows
    return [row for row in answer.rows if row[-1] >= FAIR] or answer.rows


def tie(names: Sequence[str], value: str, *, most: int | None) -> str:
    """`most`: how many there can be in the answer. Where all of them tie, others behind them may as well."""
    said = {"count": words.number(len(names)), "value": value}
    if most and len(names) >= most:
        return _("A tie of at least %(count)s: %(value)s.") % said
    if len(names) > _TIED:
        return _("A tie of %(count)s: %(value)s.") % said
    return _("A tie between %(names)s: %(value)s.") % {"names": words.listed(list(names)), "value": value}
