"""What an error of SQLite's means for who wrote the SELECT: its kind, its place, and what was probably meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from dashboards.ask.sealed.locking import FUNCTIONS
from dashboards.ask.sealed.placing import Place
from dashboards.ask.sealed.tokens import Token, tokens
from dashboards.ask.tables.columns import TABLES

# fmt: off
KEYWORDS = (
    "ALL", "AND", "AS", "ASC", "BETWEEN", "BY", "CASE", "CAST", "COLLATE", "CROSS", "DESC", "DISTINCT", "ELSE", "END",
    "EXCEPT", "EXISTS", "FILTER", "FIRST", "FROM", "FULL", "GLOB", "GROUP", "HAVING", "IN", "INNER", "INTERSECT", "IS",
    "JOIN", "LAST", "LEFT", "LIKE", "LIMIT", "NATURAL", "NOT", "NULL", "NULLS", "OFFSET", "ON", "OR", "ORDER", "OUTER",
    "OVER", "PARTITION", "RIGHT", "SELECT", "THEN", "UNION", "USING", "VALUES", "WHEN", "WHERE", "WITH",
)
# fmt: on
_COLUMNS = {table.name: [column.name for column in table.columns] for table in TABLES}
_ELSEWHERE = {  # names of exports, and what readers would call it, that are called otherwise here
    "rating": "my_rating",
    "num_pages": "pages",
    "number_of_pages": "pages",
    "page_count": "pages",
    "exclusive_shelf": "shelf",
    "name": "title",
    "year": "year_read",
    "published": "original_year",
    "publication_year": "year_published",
    "original_publication_year": "original_year",
    "community_rating": "average_rating",
    "genres": "genre",
    "shelves": "shelf",
    "isbn": "isbn13",
}
_MARKS = re.compile("[‘’‚‛“”„‟]")
_TYPESET = re.compile("[‘’‚‛“”„‟\u00a0]")
_ALIKE = 0.6  # of difflib: "ratng" and "my_rating" are 0.71


@dataclass(frozen=True, slots=True)
class Explained:
    code: str  # what kind of error it is, for the words
    at: Place | None = None
    values: dict[str, str] = field(default_factory=dict)
    instead: str = ""  # what may have been meant by what stands `at`


def explained(error: str, sql: str, at: Place | None) -> Explained:
    """What SQLite's error about the statement means; `at` is its place."""
    word = sql[at[0] : at[1]] if at else ""
    if typeset := _typeset(sql):
        return typeset
    for pattern, code in _CODES:
        if found := re.search(pattern, error, re.DOTALL):
            values = {"word": word, **{name: said or "" for name, said in found.groupdict().items()}}
            return _NEEDS[code](sql, at, values) if code in _NEEDS else Explained(code, at, values)
    return Explained("other", at, {"error": error})


def _typeset(sql: str) -> Explained | None:
    """What phones and word processors make of quotation marks and spaces: for SQLite both are letters of a name."""
    for one in tokens(sql):
        if one.kind != "name" or not (found := _TYPESET.search(one.text)):
            continue
        start = one.start + found.start()
        if found[0] == "\u00a0":
            return Explained("space", (start, start + 1))
        close = _MARKS.search(sql, start + 1)
        end = close.end() if close else one.end
        inner = sql[start + 1 : end - 1] if close else sql[start + 1 : end]
        return Explained("typeset", (start, end), {"word": found[0]}, "'" + inner.replace("'", "''") + "'")
    return None


def _near(sql: str, at: Place | None, values: dict[str, str]) -> Explained:
    """A misspelt keyword is often taken for a name, and the parser stops at the word behind it."""
    there = tokens(sql)
    index = next((number for number, one in enumerate(there) if at and one.start == at[0]), 0)
    before = there[index - 1] if index else None
    if before and before.text == "," and values["word"].upper() in KEYWORDS:
        return Explained("comma", (before.start, before.end), values)
    if values["word"] == ";":
        return Explained("near", at, values)
    if instead := _keyword(values["word"]):
        return Explained("near", at, values, instead)
    if before and before.kind == "name" and (instead := _keyword(before.text)):
        return Explained("near", (before.start, before.end), values | {"word": before.text}, instead)
    return Explained("near", at, values)


def _keyword(word: str) -> str:
    """The keyword that a word is a slip for; "" for one that is one, or is a name of ours."""
    if not re.fullmatch(r"[A-Za-z]{3,}", word) or word.upper() in KEYWORDS or word.lower() in _names():
        return ""
    return next(iter(get_close_matches(word.upper(), KEYWORDS, 1, 0.7)), "")


def _names() -> set[str]:
    return {*_COLUMNS, *(name for columns in _COLUMNS.values() for name in columns), *FUNCTIONS}


def _incomplete(sql: str, at: Place | None, values: dict[str, str]) -> Explained:
    signs = [one.text for one in tokens(sql) if one.kind == "sign"]
    return Explained("bracket" if signs.count("(") > signs.count(")") else "incomplete", at, values)


def _column(sql: str, at: Place | None, values: dict[str, str]) -> Explained:
    there = tokens(sql)
    asked = sources(there)
    qualifier, _, name = values["path"].lower().rpartition(".")
    if qualifier and qualifier not in asked:
        return Explained("source", at, values | {"word": qualifier}, "")
    of = [asked[qualifier]] if qualifier else list(dict.fromkeys(asked.values()))
    near = [column for table in of for column in _COLUMNS.get(table, ())]
    named = values | {"word": name}
    if (other := _ELSEWHERE.get(name)) in near:
        return Explained("column", at, named, other)
    for table, columns in _COLUMNS.items():  # a column that is there, in a table that was not asked
        if {name, other} & set(columns) and table not in of:
            column = name if name in columns else str(other)
            return Explained("elsewhere", at, named | {"column": column, "table": table})
    return Explained("column", at, named, _nearest(name, near))


def _table(sql: str, at: Place | None, values: dict[str, str]) -> Explained:
    of_a_column = at is not None and sql[at[1] :].lstrip().startswith(".")  # a.* is an error about the table a
    return Explained("source" if of_a_column else "table", at, values, _nearest(values["word"], _COLUMNS))


def _function(sql: str, at: Place | None, values: dict[str, str]) -> Explained:
    return Explained("function", at, values, _nearest(values["word"], FUNCTIONS, 0.7))


def _ambiguous(sql: str, at: Place | None, values: dict[str, str]) -> Explained:
    asked = sources(tokens(sql))
    those = [alias for alias, table in asked.items() if values["word"].lower() in _COLUMNS.get(table, ())]
    return Explained("ambiguous", at, values, f"{those[0]}.{values['word']}" if those else "")


def sources(there: Sequence[Token]) -> dict[str, str]:
    """The tables that are asked, by the name under which their columns can be asked for: {"b": "books"}.

    >>> sources(tokens("SELECT * FROM books b JOIN book_genres AS g ON 1, book_shelves"))
    {'b': 'books', 'g': 'book_genres', 'book_shelves': 'book_shelves'}
    """
    found = {}
    for number, one in enumerate(there):
        if one.word not in _COLUMNS or (number and there[number - 1].word not in ("from", "join", ",", "(")):
            continue
        behind = [other for other in there[number + 1 : number + 3] if other.word != "as"][:1]
        named = behind and behind[0].kind in ("name", "quoted") and behind[0].text.upper() not in KEYWORDS
        found[behind[0].word if named else one.word] = one.word
    return found


def _select(sql: str, at: Place | None, values: dict[str, str]) -> Explained:
    first = next(iter(tokens(sql)), None)
    if first and at is None and _keyword(first.text) in ("SELECT", "WITH", "VALUES"):
        return Explained("near", (first.start, first.end), {"word": first.text}, _keyword(first.text))
    return Explained("select", at, values)


def _nearest(word: str, names: Iterable[str], alike: float = _ALIKE) -> str:
    """The name that a word is a slip for; "" where it is none, or is one of them."""
    near = next(iter(get_close_matches(word.lower(), list(names), 1, alike)), "")
    return "" if near == word.lower() else near


_CODES = (
    (r'near "(?P<near>.*)": syntax error', "near"),
    (r"incomplete input", "incomplete"),
    (r"unrecognized token: \"['\"`\[]", "unclosed"),
    (r"unrecognized token", "sign"),
    (r"no such column: (?P<path>\S+)", "column"),
    (r"no such table", "table"),
    (r"no such function|not authorized to use function", "function"),
    (r"ambiguous column name", "ambiguous"),
    (r"arguments to function (?P<name>\w+)", "arguments"),
    (r"misuse of window function (?P<name>\w+)", "window"),
    (r"misuse of aggregate(?: function|:) (?P<name>\w+)", "aggregate"),
    (r"bindings", "parameter"),
    (r"one statement", "statements"),
    (r"same number of (?:result columns|terms)", "widths"),
    (r"(?P<place>\w+) (?P<clause>ORDER|GROUP) BY term out of range", "term"),
    (r"HAVING clause on", "having"),
    (r"cannot join using column", "using"),
    (r"not authorized|prohibited|only a SELECT", "select"),
)
_NEEDS = {
    "near": _near,
    "incomplete": _incomplete,
    "column": _column,
    "table": _table,
    "function": _function,
    "ambiguous": _ambiguous,
    "select": _select,
}
