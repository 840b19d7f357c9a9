"""From a checked form to a spec that makes sense, or to a refusal: the builder is never given what it would trip over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from dashboards.ask.builder import statement_of
from dashboards.ask.conditions import BadSpec
from dashboards.ask.model.base import ModelFailed
from dashboards.ask.model.checking import checked_form
from dashboards.ask.model.conditions import conditions_of
from dashboards.ask.model.form import CANNOT
from dashboards.ask.model.naming import named
from dashboards.ask.model.values import values_of
from dashboards.ask.planner.draft import Note
from dashboards.ask.planner.planning import Reading
from dashboards.ask.planner.shaping import FAIR, SHOWN
from dashboards.ask.planner.vocabulary import Vocabulary
from dashboards.ask.spec import FIELDS, GROUPS, TIMES, Filter, Kind, Measure, Order, Spec

_SUMMED = {"pages", "read_count", "review_length", "days_waiting"}
_TIED_TO_READING = {"my_rating", "gap", "disagreement", "days_waiting", "date_read", "year_read", "month_read"} | {
    "month_of_year",
    "quarter",
    "read_count",
}
_ONE_EACH = {
    name for name, field in FIELDS.items() if not field.many and name != "review"
}  # what books can be sorted by


def reading_of(question: str, said: Mapping[str, Any], vocabulary: Vocabulary) -> Reading:
    """What the model read the question as, in the reader's own names. Raises `ModelFailed`."""
    spec, notes = named(spec_of(said), vocabulary)
    if spec.least == FAIR and (spec.measure.function == "average" or spec.share):
        notes = (*notes, Note("fair", {"books": FAIR}))
    return Reading(question, spec, notes)


def spec_of(said: Mapping[str, Any]) -> Spec:
    """The form as a spec, names as the model wrote them. Raises `ModelFailed`."""
    form = checked_form(said)
    if form["kind"] == CANNOT:
        raise ModelFailed("cannot")
    spec = _SHAPES[Kind(form["kind"])](_read(form))
    spec = _only_read_books(spec)
    try:
        statement_of(spec)
    except BadSpec as wrong:
        raise ModelFailed("absurd", str(wrong)) from None
    return spec


@dataclass(frozen=True, slots=True)
class _Form:
    """The form's parts, each looked at by itself."""

    filters: tuple[Filter, ...]
    measure: Measure
    beside: tuple[Measure, ...]
    group: str
    only: tuple[Any, ...]
    order: Order | None
    limit: int
    having: tuple[str, int] | None
    least: int
    share: bool
    whole: tuple[Filter, ...]
    per: str
    one: bool

    def has_only(self, *parts: str) -> None:
        """Refuse parts that this kind of answer has no use for: they would change nothing, and the model meant something."""
        for name in ("beside", "group", "only", "order", "having", "share", "whole", "per", "one"):
            if name not in parts and getattr(self, name):
                raise ModelFailed("absurd", f"{name} has no place here")


def _read(form: Mapping[str, Any]) -> _Form:
    group, order, having = form.get("group", ""), form.get("order"), form.get("having")
    only = tuple(form.get("only", ()))
    return _Form(
        filters=conditions_of(form.get("filters", ())),
        measure=_measure(form.get("measure")),
        beside=tuple(map(_measure, form.get("beside", ()))),
        group=group,
        only=values_of(group, only) if group and only else only,
        order=Order(order["by"], order["descending"]) if order and order["by"] else None,
        limit=int(form.get("limit", 0)),
        having=(having["op"], int(having["books"])) if having and having["books"] else None,
        least=int(form.get("least", 0)),
        share=form.get("share", False),
        whole=conditions_of(form.get("whole", ())),
        per=form.get("per", ""),
        one=form.get("one", False),
    )


def _measure(said: Mapping[str, str] | None) -> Measure:
    if said is None or said["function"] == "count":
        return Measure()
    function, field = said["function"], said["field"]
    fits = {
        "distinct": field in GROUPS,
        "sum": field in _SUMMED,
        "average": field in FIELDS and FIELDS[field].numeric,
        "median": field in FIELDS and FIELDS[field].numeric,
        "stddev": field in FIELDS and FIELDS[field].numeric,
    }[function]
    if not fits:
        raise ModelFailed("absurd", f"there is no {function} of {field}")
    return Measure(function, field)


def _list(form: _Form) -> Spec:
    form.has_only("order", "one", "group")
    if form.group and (not form.order or form.one or form.order.by == form.group):
        raise ModelFailed("absurd", "the first of each, but by what?")
    if form.order and form.order.by not in _ONE_EACH:
        raise ModelFailed("absurd", "books cannot be sorted by that")
    if not form.order and (form.one or form.limit):
        raise ModelFailed("absurd", "some of the books, but which?")
    if not form.order and not [one for one in form.filters if one.op != "!="]:
        raise ModelFailed("all_books")
    limit = form.limit or 1 if form.group else _shown(form)
    return Spec(Kind.LIST, form.filters, group=form.group, order=form.order, limit=limit, one=form.one)


def _shown(form: _Form) -> int | None:
    """Where a single one is wanted, a few are shown beside it."""
    return (max(form.limit, SHOWN) if form.one else form.limit) or None


def _number(form: _Form) -> Spec:
    form.has_only("beside", "having", "share", "whole")
    _averages_alone(form.beside)
    _part_within_whole(form)
    if form.share:
        if form.having:
            raise ModelFailed("absurd", "a share has no groups")
        return Spec(Kind.NUMBER, form.filters, share=True, whole=form.whole)
    if form.having and (form.measure.function != "distinct" or form.beside):
        raise ModelFailed("absurd", "a number of books has no groups")
    if form.measure.function in ("count", "distinct") and form.beside:
        raise ModelFailed("absurd", "averages beside a count")
    return Spec(Kind.NUMBER, form.filters, form.measure, form.beside, having=form.having)


def _part_within_whole(form: _Form) -> None:
    if not form.share:
        if form.whole:
            raise ModelFailed("absurd", "the whole of what?")
        return
    if form.measure != Measure() or form.beside or not form.filters:
        raise ModelFailed("absurd", "a share of what?")
    if not set(form.whole) < set(form.filters):
        raise ModelFailed("absurd", "the part is not within the whole")


def _groups(form: _Form) -> Spec:
    form.has_only("beside", "group", "only", "order", "having", "one", "share", "whole")
    _part_within_whole(form)
    _averages_alone(form.beside)
    if not form.group or form.measure.field == form.group:
        raise ModelFailed("absurd", "groups of what?")
    ranked = form.order is not None and form.order.by == "measure"
    if form.order and not ranked and (form.order.by != form.group or form.order.descending):
        raise ModelFailed("absurd", "groups are sorted by their number")
    if (form.one or form.limit) and not ranked:
        raise ModelFailed("absurd", "some of the groups, but which?")
    spec = Spec(
        Kind.GROUPS,
        form.filters,
        form.measure,
        form.beside,
        form.group,
        form.only,
        form.order if ranked else None,
        _shown(form),
        form.having,
        form.least,
        form.share,
        form.whole,
        one=form.one,
    )
    return _fairly(spec)


def _fairly(spec: Spec) -> Spec:
    """As the planner has it: an author with one book of five stars is not yet the best."""
    alone = spec.group in TIMES - {"decade"} or spec.group == "my_rating"
    if (spec.measure.function != "average" and not spec.share) or alone or not spec.order or spec.having or spec.only:
        return spec
    return replace(spec, least=max(spec.least, FAIR))


def _pace(form: _Form) -> Spec:
    form.has_only("per")
    if not form.per or form.measure not in (Measure(), Measure("sum", "pages")):
        raise ModelFailed("absurd", "a pace of what?")
    return Spec(Kind.PACE, form.filters, form.measure, per=form.per)


def _link(form: _Form) -> Spec:
    form.has_only()
    field = form.measure.field
    if field not in FIELDS or not FIELDS[field].numeric or field in ("my_rating", "gap", "disagreement"):
        raise ModelFailed("absurd", "the rating goes together with what?")
    return Spec(Kind.LINK, form.filters, Measure("average", field))


def _averages_alone(beside: tuple[Measure, ...]) -> None:
    if any(one.function not in ("average", "median") for one in beside):
        raise ModelFailed("absurd", "only averages stand beside another number")


def _only_read_books(spec: Spec) -> Spec:
    """What is asked of reading and rating is asked of books that were read, unless the model names other shelves."""
    fields = {one.field for one in spec.filters}
    about = fields | {spec.measure.field, spec.group, spec.order.by if spec.order else ""}
    if fields & {"status", "shelf"} or not (about & _TIED_TO_READING or spec.kind in (Kind.LINK, Kind.PACE)):
        return spec
    read = Filter("status", "=", ("read",))
    return replace(spec, filters=(*spec.filters, read), whole=(*spec.whole, read) if spec.whole else ())


_SHAPES = {Kind.LIST: _list, Kind.NUMBER: _number, Kind.GROUPS: _groups, Kind.PACE: _pace, Kind.LINK: _link}
