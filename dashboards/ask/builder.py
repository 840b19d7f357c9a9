"""From a spec to SQL. Names come from `spec.FIELDS`, every value is a parameter: no text of a question is ever SQL."""

from __future__ import annotations

from dataclasses import dataclass

from dashboards.ask.conditions import A_DAY, COMPARISONS, BadSpec, all_of, field_of, marks, narrowed, where_of
from dashboards.ask.spec import FIELDS, GROUPS, TIMES, Field, Filter, Kind, Measure, Order, Spec, Value

DAYS = {"day": 1.0, "week": 7.0, "month": 30.4375, "year": 365.25}
_AGGREGATES = {"average": "avg", "median": "median", "stddev": "stddev", "sum": "sum"}
_SHOWN = ("my_rating", "average_rating", "pages", "date_read")  # of every book in a list


@dataclass(frozen=True, slots=True)
class Statement:
    sql: str
    parameters: tuple[Value, ...] = ()


def statement_of(spec: Spec) -> Statement:
    """The SELECT that answers the spec. Raises `BadSpec`."""
    return {
        Kind.LIST: _list,
        Kind.NUMBER: _number,
        Kind.GROUPS: _groups,
        Kind.PACE: _pace,
        Kind.LINK: _link,
    }[spec.kind](spec)


def _list(spec: Spec) -> Statement:
    if spec.group:
        return _first_of_each(spec)
    order = spec.order or Order("title", descending=False)
    by = field_of(order.by)
    filters = narrowed(spec) if spec.limit and spec.order else spec.filters
    where, values = where_of(filters)
    columns = ", ".join(map(_named, ["id", "title", "author", *_further_columns(spec, order)]))
    direction = _direction(order)
    then = "" if order.by == "title" else ", b.title"
    sql = f"SELECT {columns}\nFROM books b{where}\nORDER BY {by.sql} {direction} NULLS LAST{then}"
    return Statement(sql + (f"\nLIMIT {int(spec.limit)}" if spec.limit else ""), values)


def _first_of_each(spec: Spec) -> Statement:
    """The first book or books of each group; those that tie are all there."""
    if spec.order is None:
        raise BadSpec(f"The first of each {spec.group} by what?")
    group, by = _group(spec.group), field_of(spec.order.by)
    where, values = where_of(narrowed(spec))
    place = f"rank() OVER (PARTITION BY {group.sql} ORDER BY {by.sql} {_direction(spec.order)} NULLS LAST) AS place"
    names = dict.fromkeys(("id", "title", "author", spec.group, spec.order.by, *_SHOWN))
    columns = ", ".join(["b.id", *(_named(name) for name in names if name != "id"), place])
    inner = f"SELECT {columns}\nFROM books b{join_of(spec.group)}{where}"
    first = f"WHERE place <= {int(spec.limit or 1)}\nORDER BY {spec.group}, place, title"
    return Statement(f"SELECT {', '.join(names)}\nFROM (\n{inner}\n)\n{first}", values)


def _direction(order: Order) -> str:
    return "DESC" if order.descending else "ASC"


def _further_columns(spec: Spec, order: Order) -> list[str]:
    of_each_book = [name for name in [*spec.show, order.by, *_SHOWN, *_asked_about(spec)] if _is_one(name)]
    return [name for name in dict.fromkeys(of_each_book) if name not in ("title", "author")]


def _asked_about(spec: Spec) -> list[str]:
    """What the conditions are about is shown, too; of a single book all there is."""
    if [one.field for one in spec.filters] == ["title"]:
        return ["read_count", "original_year", "status"]
    named = [
        one.field
        for one in spec.filters
        if one.field in ("original_year", "decade", "read_count", "language", "format")
    ]
    return ["original_year" if name == "decade" else name for name in named]


def _number(spec: Spec) -> Statement:
    where, values = where_of(narrowed(spec))
    if spec.having and spec.measure.function == "distinct":
        return _groups_that_have(spec, where, values)
    if spec.share:
        whole, of = where_of(spec.whole)
        all_of_them = f"SELECT count(*) FROM books b{whole.replace(chr(10), ' ')}"  # noqa: S608 - our names and "?"
        share = f"100.0 * count(*) / nullif(({all_of_them}), 0)"
        return Statement(f"SELECT {share} AS percent, count(*) AS books\nFROM books b{where}", (*of, *values))
    columns = [f"{_measure(spec.measure)} AS value", *_beside(spec)]
    if spec.measure.field != "books":
        columns.append("count(*) AS books")
    return Statement(f"SELECT {', '.join(columns)}\nFROM books b{join_of(spec.measure.field)}{where}", values)


def _groups_that_have(spec: Spec, where: str, values: tuple[Value, ...]) -> Statement:
    """How many authors have more than three books."""
    field = spec.measure.field
    group = f"{field_of(field).sql} FROM books b{join_of(field)}{where}"
    inner = f"SELECT {group} GROUP BY 1 HAVING {having_of(spec)}"
    return Statement(f"SELECT count(*) AS value\nFROM ({inner})".replace("\nWHERE", " WHERE"), values)


def _groups(spec: Spec) -> Statement:
    if spec.share:
        return _shares(spec)
    group = _group(spec.group)
    where, values = where_of(narrowed(spec))
    if spec.only:
        where += f"\n  AND {group.sql} IN ({marks(spec.only)})"
        values = (*values, *spec.only)
    if spec.besides:
        where += f"\n  AND {group.sql} NOT IN ({marks(spec.besides)})"
        values = (*values, *spec.besides)
    measure = _measure(spec.measure)
    columns = [f"{group.sql} AS {spec.group}", f"{measure} AS value", *_beside(spec)]
    if measure != "count(*)":
        columns.append("count(*) AS books")
    join = join_of(spec.group) + ("" if spec.measure.field == spec.group else join_of(spec.measure.field))
    having = f"\nHAVING {having_of(spec)}" if spec.having or spec.least else ""
    sql = f"SELECT {', '.join(columns)}\nFROM books b{join}{where}\nGROUP BY 1{having}\nORDER BY {_group_order(spec)}"
    return Statement(sql + (f"\nLIMIT {int(spec.limit)}" if spec.limit else ""), values)


def _shares(spec: Spec) -> Statement:
    """What share of each group's books meets the conditions that are not those of the whole."""
    group = _group(spec.group)
    part, part_values = all_of([one for one in spec.filters if one not in spec.whole], " AND ")
    where, values = where_of((*spec.whole, Filter(spec.group, "known")))
    if spec.only:
        where += f"\n  AND {group.sql} IN ({marks(spec.only)})"
        values = (*values, *spec.only)
    share = f"100.0 * sum(CASE WHEN {part} THEN 1 ELSE 0 END) / count(*)"
    having = f"\nHAVING {having_of(spec)}" if spec.having or spec.least else ""
    sql = f"SELECT {group.sql} AS {spec.group}, {share} AS value, count(*) AS books\nFROM books b{join_of(spec.group)}{where}"
    sql += f"\nGROUP BY 1{having}\nORDER BY {_group_order(spec)}"
    return Statement(sql + (f"\nLIMIT {int(spec.limit)}" if spec.limit else ""), (*part_values, *values))


def _group_order(spec: Spec) -> str:
    if spec.order and spec.order.by == "measure":
        return f"value {'DESC' if spec.order.descending else 'ASC'}, 1"
    return "1" if spec.group in TIMES or spec.group == "my_rating" else "value DESC, 1"


def _pace(spec: Spec) -> Statement:
    if spec.per not in DAYS:
        raise BadSpec(f"There is no pace a {spec.per!r}.")
    where, values = where_of(narrowed(spec))
    years = [value for value in spec.values_of("year_read") if isinstance(value, int)]
    if len(years) == 1:
        days = 366 if years[0] % 4 == 0 and (years[0] % 100 or years[0] % 400 == 0) else 365
        span = {"month": "12", "year": "1"}.get(spec.per, f"{days / DAYS[spec.per]:.4f}")
    else:
        where += f"\n  AND {A_DAY}"
        span = f"((julianday(max(b.date_read)) - julianday(min(b.date_read)) + 1) / {DAYS[spec.per]})"
    measure = _measure(spec.measure)
    return Statement(f"SELECT 1.0 * {measure} / {span} AS value, {measure} AS total\nFROM books b{where}", values)


def _link(spec: Spec) -> Statement:
    where, values = where_of(narrowed(spec))
    sql = f"SELECT corr({field_of(spec.measure.field).sql}, b.my_rating) AS r, count(*) AS books\nFROM books b{where}"
    return Statement(sql, values)


def _measure(measure: Measure) -> str:
    if measure.function == "count" or measure.field == "books":
        return "count(*)"
    field = field_of(measure.field)
    if measure.function == "distinct":
        return f"count(DISTINCT {field.sql})"
    if measure.function not in _AGGREGATES or not field.numeric:
        raise BadSpec(f"There is no {measure.function} of {measure.field}.")
    return f"{_AGGREGATES[measure.function]}({field.sql})"


def _beside(spec: Spec) -> list[str]:
    return [f"{_measure(one)} AS {one.function}_{one.field}" for one in spec.beside]


def having_of(spec: Spec) -> str:
    """How many books a group must have."""
    op, number = spec.having or (">=", spec.least)
    if op not in COMPARISONS:
        raise BadSpec(f"A group cannot be compared by {op!r}.")
    return f"count(*) {op} {int(number)}"


def join_of(name: str) -> str:
    """The table that is needed where a book has several of this."""
    field = FIELDS.get(name)
    if field is None or not field.many:
        return ""
    alias = field.sql.split(".")[0]
    return f"\nJOIN {field.many} {alias} ON {alias}.book_id = b.id"


def _group(name: str) -> Field:
    if name not in GROUPS:
        raise BadSpec(f"Books cannot be grouped by {name!r}.")
    return field_of(name)


def _is_one(name: str) -> bool:
    return not field_of(name).many


def _named(name: str) -> str:
    if name == "id":
        return "b.id"
    sql = field_of(name).sql
    return sql if sql == f"b.{name}" else f"{sql} AS {name}"
