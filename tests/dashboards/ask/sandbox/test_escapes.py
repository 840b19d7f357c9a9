# ruff: noqa: S608 - that they are put together from texts is the point
"""Statements that want more than to read: none of them gets anything, and none gets away."""

from __future__ import annotations

import contextlib
import sqlite3
import time

import psutil
import pytest

from dashboards.ask.builder import Statement
from dashboards.ask.sandbox import Rows, Stopped, Wrong, run
from dashboards.ask.sandbox.running import probe

# What would leave the library, or change it, or tell of what stands around it.
ESCAPES = {
    "attach a file": "ATTACH '/tmp/sandbox.db' AS x",
    "attach the environment": "ATTACH '/proc/self/environ' AS e",
    "attach in memory": "ATTACH ':memory:' AS x",
    "detach": "DETACH main",
    "write a copy": "VACUUM INTO '/tmp/sandbox-copy.db'",
    "vacuum": "VACUUM",
    "load an extension": "SELECT load_extension('/tmp/evil.so')",
    "read a file": "SELECT readfile('/etc/passwd')",
    "write a file": "SELECT writefile('/tmp/sandbox', 'x')",
    "list files": "SELECT * FROM fsdir('/')",
    "edit": "SELECT edit('x', 'sh')",
    "tokenizer pointer": "SELECT fts3_tokenizer('simple')",
    "full text table": "CREATE VIRTUAL TABLE t USING fts3(x)",
    "csv table": "CREATE VIRTUAL TABLE t USING csv(filename='/etc/passwd')",
    "schema": "SELECT sql FROM sqlite_master",
    "schema by its other name": "SELECT sql FROM sqlite_schema",
    "schema of temp": "SELECT * FROM temp.sqlite_master",
    "schema in a subquery": "SELECT (SELECT group_concat(sql) FROM sqlite_master) FROM books",
    "schema in a join": "SELECT * FROM books JOIN sqlite_master ON 1",
    "schema in a WITH": "WITH books AS (SELECT * FROM sqlite_master) SELECT * FROM books",
    "table info": "SELECT * FROM pragma_table_info('books')",
    "database list": "SELECT * FROM pragma_database_list",
    "compile options": "SELECT * FROM pragma_compile_options",
    "function list": "SELECT * FROM pragma_function_list",
    "compile option by function": "SELECT sqlite_compileoption_get(1)",
    "source id": "SELECT sqlite_source_id()",
    "version": "SELECT sqlite_version()",
    "pragma": "PRAGMA database_list",
    "pragma behind a comment": "/* x */ PRAGMA query_only=OFF",
    "unlock writing": "PRAGMA query_only=OFF",
    "heap limit": "PRAGMA hard_heap_limit=0",
    "temp directory": "PRAGMA temp_store_directory='/tmp'",
    "writable schema": "PRAGMA writable_schema=ON",
    "journal": "PRAGMA journal_mode=WAL",
    "drop": "DROP TABLE books",
    "delete": "DELETE FROM books",
    "update": "UPDATE books SET title = 'x'",
    "insert": "INSERT INTO books (id) VALUES ('x')",
    "replace into": "REPLACE INTO books (id) VALUES ('x')",
    "create": "CREATE TABLE z AS SELECT 1",
    "create for a while": "CREATE TEMP TABLE z AS SELECT * FROM books",
    "create a view": "CREATE VIEW v AS SELECT * FROM books",
    "create a trigger": "CREATE TRIGGER t AFTER INSERT ON books BEGIN SELECT 1; END",
    "alter": "ALTER TABLE books RENAME TO shelves",
    "index": "CREATE INDEX i ON books(title)",
    "reindex": "REINDEX",
    "analyze": "ANALYZE",
    "begin": "BEGIN",
    "savepoint": "SAVEPOINT s",
    "delete in a WITH": "WITH x AS (SELECT 1) DELETE FROM books",
    "delete with rows": "WITH x AS (SELECT 1) DELETE FROM books RETURNING *",
    "two statements": "SELECT 1; DROP TABLE books",
    "two statements behind a comment": "SELECT 1 -- \n; ATTACH '/tmp/x' AS x",
    "explain": "EXPLAIN SELECT 1",
    "explain the plan": "EXPLAIN QUERY PLAN SELECT * FROM books",
    "printf": "SELECT printf('%s', title) FROM books",
    "format": "SELECT format('%d', 1)",
    "random bytes": "SELECT randomblob(16)",
    "zeroes": "SELECT zeroblob(1000)",
    "hex": "SELECT hex(title) FROM books",
    "table valued json": "SELECT * FROM json_each('[1]')",
    "counting rows": "SELECT changes(), total_changes(), last_insert_rowid()",
    "likelihood": "SELECT unlikely(1)",
    "no table of ours": "SELECT * FROM uploads_upload",
    "nothing": "",
    "a comment": "-- nothing here",
    "a null character": "SELECT 1\0; DROP TABLE books",
}


@pytest.fixture
def image(library: sqlite3.Connection) -> bytes:
    return library.serialize()


@pytest.mark.parametrize("sql", ESCAPES.values(), ids=ESCAPES.keys())
def test_what_is_no_question_is_refused(image: bytes, sql: str) -> None:
    with pytest.raises(Wrong):
        run(image, [Statement(sql)])


def test_the_process_can_do_nothing_else_any_more(image: bytes) -> None:
    said = probe(image)

    if not said["sealed"]:
        pytest.skip("this kernel filters no calls; SQLite's own limits are all there is")
    environment = said["probe"].pop("environment")
    assert environment == "{'LC_ALL': 'C.UTF-8'}"
    assert set(said["probe"].values()) <= {"PermissionError", "ModuleNotFoundError", "ImportError"}, said["probe"]


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT author, count(*) FROM books WHERE status = 'read' GROUP BY 1 HAVING count(*) > 1 ORDER BY 2 DESC",
        "SELECT g.genre, round(avg(b.my_rating), 2) FROM books b JOIN book_genres g ON g.book_id = b.id GROUP BY 1",
        "WITH rated AS (SELECT * FROM books WHERE my_rating IS NOT NULL) SELECT count(*) FROM rated",
        "SELECT title, rank() OVER (PARTITION BY author ORDER BY my_rating DESC) FROM books",
        "SELECT title FROM books WHERE title LIKE '%harb%' OR id IN (SELECT book_id FROM book_shelves)",
        "SELECT median(pages), quantile(pages, 0.9), stddev(pages), corr(pages, my_rating) FROM books",
        "VALUES (1, 'a'), (2, NULL)",
        "  -- mine\n  /* and\n mine */ SELECT strftime('%Y', date_read) FROM books",
        "SELECT date('now', '-1 year') < max(date_read) FROM books",
        "SELECT upper(title) || ' (' || coalesce(pages, '?') || ')' FROM books LIMIT 3",
    ],
)
def test_what_readers_ask_is_answered(image: bytes, library: sqlite3.Connection, sql: str) -> None:
    [rows] = run(image, [Statement(sql)])

    assert [tuple(row) for row in library.execute(sql).fetchall()] == list(rows.rows)


def test_values_are_parameters(image: bytes) -> None:
    [rows] = run(image, [Statement("SELECT title FROM books WHERE title = ?", ("Bell Tower",))])

    assert rows == Rows(("title",), (("Bell Tower",),), more=False, milliseconds=rows.milliseconds)


def test_what_json_cannot_hold_is_nothing(image: bytes) -> None:
    [rows] = run(image, [Statement("SELECT 9e999, -9e999, x'00ff'")])

    assert rows.rows == ((None, None, "00ff"),)


def test_more_rows_than_are_shown_are_said(image: bytes) -> None:
    [rows] = run(image, [Statement("SELECT a.id FROM books a, books b, books c, books d")])

    assert (len(rows.rows), rows.more) == (1_000, True)


@pytest.mark.parametrize(
    ("sql", "word"),
    [
        ("SELECT ratng FROM books", "ratng"),
        ("SELECT title FORM books", "books"),
        ("SELECT * FROM boks", "boks"),
        ("SELECT middle(pages) FROM books", "middle"),
        ("SELECT b.ratng FROM books b", "ratng"),
    ],
)
def test_an_error_points_at_its_place(image: bytes, sql: str, word: str) -> None:
    with pytest.raises(Wrong) as wrong:
        run(image, [Statement(sql)])

    assert wrong.value.at is not None
    assert sql[slice(*wrong.value.at)] == word


# --- what would never end, or take everything ---------------------------------------------------

LONG = (
    "(SELECT group_concat(substr('" + "a" * 50 + "', 1, 50), '') FROM"
    " (SELECT 1 FROM books a, books b, books c, books d LIMIT 1900))"
)
OTHER = LONG.replace("a" * 50, "b" * 50)
EXHAUSTIONS = {
    "counting for ever": "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT count(*) FROM r",
    "doubling a text": "WITH RECURSIVE r(s) AS (SELECT 'ab' UNION ALL SELECT s || s FROM r) SELECT max(length(s)) FROM r",
    "everything with everything": "SELECT count(*) FROM " + ", ".join(f"books b{n}" for n in range(12)),
    "sorting it": "SELECT a.title || b.title t FROM " + ", ".join(f"books {c}" for c in "abcdefghi") + " ORDER BY t",
    "grouping it": "SELECT a.id, b.id, c.id, d.id, e.id, f.id, g.id, count(*) FROM "
    + ", ".join(f"books {c}" for c in "abcdefghi")
    + " GROUP BY 1, 2, 3, 4, 5, 6, 7",
    "distinct of it": "SELECT count(*) FROM (SELECT DISTINCT a.id, b.id, c.id, d.id, e.id, f.id, g.id, h.id FROM "
    + ", ".join(f"books {c}" for c in "abcdefghi")
    + ")",
    "one long text": "SELECT length(group_concat(a.title || b.title)) FROM "
    + ", ".join(f"books {c}" for c in "abcdefg"),
    "texts made longer": f"SELECT length(replace({LONG}, 'a', 'bbbbbbbbbb'))",
    "median of all": "SELECT median(a.pages) FROM " + ", ".join(f"books {c}" for c in "abcdefgh"),
    "correlation of all": "SELECT corr(a.pages, b.pages) FROM " + ", ".join(f"books {c}" for c in "abcdefgh"),
    "trimming": f"SELECT length(trim({LONG}, substr({OTHER}, 1, 8000) || 'a'))",
    "trimming thirty times": "SELECT "
    + ", ".join(f"length(trim(x, y || {n}))" for n in range(30))
    + f" FROM (SELECT {LONG} x, substr({OTHER}, 1, 8000) || 'a' y)",
    "searching sixty times": "SELECT "
    + ", ".join(f"instr(x, substr(x, 1, 45000) || 'b{n}')" for n in range(60))
    + f" FROM (SELECT {LONG} x)",
    "replacing": f"SELECT length(replace({LONG}, substr({LONG}, 1, 45000) || 'b', 'c'))",
    "a pattern": f"SELECT {LONG} LIKE '%a%a%a%a%a%a%a%a%a%a%a%a%a%a%a%a%a%a%a%a%ab_'",
    "another pattern": f"SELECT {LONG} GLOB '*[a]*[a]*[a]*[a]*[a]*[a]*[a]*[a]*[b]'",
    "a long pattern": f"SELECT 'a' LIKE {LONG}",
    "doubling forty times": "WITH a0 AS (SELECT 1 x)"
    + "".join(f", a{n} AS (SELECT x FROM a{n - 1} UNION ALL SELECT x FROM a{n - 1})" for n in range(1, 40))
    + " SELECT count(*) FROM a39",
    "a window of everything": "SELECT sum(n) FROM (SELECT row_number() OVER (ORDER BY a.title || b.title) n FROM "
    + ", ".join(f"books {c}" for c in "abcdefgh")
    + ")",
    "order by a count": "SELECT title FROM books ORDER BY (SELECT count(*) FROM "
    + ", ".join(f"books {c}{n}" for n, c in enumerate("abcdefghi"))
    + ")",
    "brackets": "SELECT " + "(" * 4_000 + "1" + ")" * 4_000,
    "negations": "SELECT " + "NOT " * 2_000 + "1",
    "conditions": "SELECT count(*) FROM books WHERE " + " OR ".join(["pages = 1"] * 800),
    "columns": "SELECT " + ", ".join(["1"] * 3_000),
    "a long statement": "SELECT " + "1 + " * 20_000 + "1",
    "dates": f"SELECT length(strftime(replace(substr({LONG}, 1, 40000), 'a', '%Y'), 'now'))",
    "a number too large": "SELECT sum(x) FROM (SELECT 9223372036854775807 x UNION ALL SELECT 1)",
}


@pytest.mark.parametrize("sql", EXHAUSTIONS.values(), ids=EXHAUSTIONS.keys())
def test_what_would_take_everything_ends_by_itself_or_is_ended(image: bytes, sql: str) -> None:
    """Within a second and a half beyond its time, whatever it does; the bound leaves room for cores that are busy."""
    started = time.monotonic()

    with contextlib.suppress(Stopped, Wrong):
        run(image, [Statement(sql)], seconds=0.5)

    assert time.monotonic() - started < 30


def test_two_dozen_of_them_leave_our_memory_as_it_was(image: bytes) -> None:
    with pytest.raises(Stopped):
        run(image, [Statement(EXHAUSTIONS["everything with everything"])], seconds=0.2)
    before = psutil.Process().memory_info().rss

    for name in ("one long text", "sorting it", "grouping it", "doubling a text"):
        with pytest.raises((Stopped, Wrong)):
            run(image, [Statement(EXHAUSTIONS[name])], seconds=0.2)

    assert psutil.Process().memory_info().rss - before < 8 * 1024 * 1024
