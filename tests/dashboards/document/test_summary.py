"""The summary's figures: rule by rule on small libraries, and as a whole against a second count."""

from __future__ import annotations

import dataclasses
import datetime as dt
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from dashboards.document.build import book_object
from dashboards.document.summary import Summary
from enrichment.facts import WAITING, BookFacts, LookedUp
from tests.dashboards.document.made_up import (
    NOW,
    Pair,
    a_book,
    a_library,
    known,
    published,
    summary_of,
    waiting,
)
from tests.dashboards.document.recount import Recount
from tests.shared_data import SHARED, needs_shared
from uploads.parsing import parse_export
from uploads.parsing.records import Format, ParsedBook, Status


def check_against_a_second_count(document: dict[str, Any]) -> None:
    counted = Recount(document["books"])
    summary = document["summary"]

    headline = {key: value for key, value in summary["headline"].items() if key != "this_year"}
    assert headline == pytest.approx(counted.headline(), abs=1e-4)
    assert document["coverage"] == counted.coverage()
    check_the_years(summary, counted)
    check_the_groups(summary, counted)
    check_the_lists(summary, counted)
    check_the_looking_up(document["enrichment_stats"], counted)


def check_the_years(summary: dict[str, Any], counted: Recount) -> None:
    years = [tuple(year.values()) for year in summary["by_year"] if year["books"]]
    assert years == [pytest.approx(year, abs=1e-4) for year in counted.by_year()]
    shown = [year["year"] for year in summary["by_year"]]
    assert shown == list(range(shown[0], shown[-1] + 1) if shown else [])
    assert [tuple(m.values()) for m in summary["by_month"] if m["books"]] == counted.by_month()
    assert sum(year["books"] for year in summary["by_year"]) + summary["undated"] == counted.value("count(*)")


def check_the_groups(summary: dict[str, Any], counted: Recount) -> None:
    assert [tuple(r.values()) for r in summary["ratings"] if r["books"]] == counted.ratings()
    assert sum(r["books"] for r in summary["ratings"]) + summary["unrated"] == counted.value("count(*)")
    genres = [(g["name"], g["books"], g["rated"], g["average_rating"]) for g in summary["genres"]]
    assert genres == [pytest.approx(genre, abs=1e-4) for genre in counted.genres()]
    assert summary["without_genre"] == counted.value("count(*)", "read WHERE id NOT IN (SELECT book FROM genre)")
    assert [tuple(a.values()) for a in summary["authors"]] == [pytest.approx(a, abs=1e-4) for a in counted.authors()]
    assert summary["authors_total"] == counted.headline()["authors"]
    assert [tuple(f.values()) for f in summary["formats"]] == counted.most_first("format")
    assert [tuple(la.values()) for la in summary["languages"]] == counted.most_first("language")
    assert [tuple(d.values()) for d in summary["decades"]] == counted.decades()
    forms = {1: "fiction", 0: "nonfiction", None: "unknown"}
    counts = {forms[form]: books for form, books in counted.rows("SELECT fiction, count(*) FROM read GROUP BY fiction")}
    assert summary["fiction"] == dict.fromkeys(forms.values(), 0) | counts


def check_the_lists(summary: dict[str, Any], counted: Recount) -> None:
    lengths = summary["lengths"]
    assert lengths["median"] == counted.median_pages()
    assert lengths["mean"] == pytest.approx(counted.value("avg(num_pages)"), abs=1e-4)
    by_length = "read WHERE num_pages IS NOT NULL ORDER BY num_pages"
    assert [lengths["longest"]] == (counted.ids(f"{by_length} DESC, row LIMIT 1") or [None])
    assert [lengths["shortest"]] == (counted.ids(f"{by_length}, row LIMIT 1") or [None])
    if counted.value("count(date_read)"):
        last = "(SELECT max(substr(date_read, 1, 4)) FROM read)"
        finished = f"read WHERE substr(date_read, 1, 4) = {last} ORDER BY date_read DESC, row LIMIT 120"
        recent = "read WHERE date_read IS NOT NULL ORDER BY date_read DESC, row LIMIT 24"
    else:
        of = "read" if counted.value("count(*)") else "book"
        finished, recent = (f"{of} ORDER BY coalesce(date_added, '') DESC, row LIMIT {n}" for n in (120, 24))
    assert [book["id"] for book in summary["shelf"]["books"]] == counted.ids(finished)
    assert [book["id"] for book in summary["recent"]] == counted.ids(recent)
    rereads = "read WHERE read_count > 1 ORDER BY read_count DESC, row LIMIT 20"
    assert [book["id"] for book in summary["rereads"]] == counted.ids(rereads)
    assert summary["to_read"] == counted.to_read()


def check_the_looking_up(stats: dict[str, Any], counted: Recount) -> None:
    states = dict(counted.rows("SELECT looked_up, count(*) FROM book GROUP BY looked_up"))
    assert {key: stats[key] for key in ("known", "not_known", "waiting")} == {
        key: states.get(key, 0) for key in ("known", "not_known", "waiting")
    }
    sources = dict(counted.rows("SELECT name, count(*) FROM source GROUP BY name"))
    assert stats["by_source"] == {"openlibrary": 0, "googlebooks": 0} | sources
    assert stats["complete"] is (not states.get("waiting"))


@pytest.mark.parametrize("seed", range(1, 7))
def test_a_second_count_finds_the_same_figures_in_a_made_up_library(seed: int) -> None:
    library = a_library(40 * seed * seed, seed=seed)

    document = published(library)

    check_against_a_second_count(document)


@pytest.mark.parametrize("size", [0, 1, 3])
def test_a_second_count_finds_the_same_figures_in_a_tiny_library(size: int) -> None:
    check_against_a_second_count(published(a_library(size, seed=9)))


def without(field: str) -> list[Pair]:
    return [(dataclasses.replace(book, **{field: None}), facts) for book, facts in a_library(150)]


@pytest.mark.parametrize("field", ["date_read", "date_added", "rating", "pages", "average_rating"])
def test_a_second_count_finds_the_same_figures_where_a_fact_is_always_missing(field: str) -> None:
    check_against_a_second_count(published(without(field)))


@needs_shared
@pytest.mark.parametrize("export", sorted(SHARED.glob("exports/*.csv")) if SHARED else [], ids=lambda path: path.name)
def test_a_second_count_finds_the_same_figures_in_a_real_export(export: Path) -> None:
    with export.open("rb") as file:
        records = list(parse_export(file, today=NOW.date()))

    document = published(waiting(book for book in records if isinstance(book, ParsedBook)))

    check_against_a_second_count(document)


def test_only_the_status_read_counts_as_read() -> None:
    summary = summary_of(
        a_book(1, read="2024-05-01", pages=100, rating=4.0),
        a_book(2, status=Status.ABANDONED, read="2025-05-01", pages=200, rating=1.0),
        a_book(3, status=Status.READING, read="2023-05-01", pages=300),
    )

    assert (
        summary["headline"] | {"books": 3, "read": 1, "abandoned": 1, "reading": 1, "pages": 100, "rated": 1}
        == (summary["headline"])
    )
    assert [year["year"] for year in summary["by_year"]] == [2024]


def test_a_book_without_a_rating_is_not_a_book_rated_nought() -> None:
    summary = summary_of(a_book(1, rating=4.0), a_book(2), a_book(3, rating=3.0))

    assert summary["headline"]["average_rating"] == 3.5
    assert summary["headline"]["rated"] == 2
    assert summary["unrated"] == 1


def test_nothing_rated_has_no_average() -> None:
    summary = summary_of(a_book(1), a_book(2))

    assert summary["headline"]["average_rating"] is None
    assert summary["headline"]["crowd_average"] is None
    assert summary["authors"][0]["average_rating"] is None


def test_the_crowd_is_averaged_over_the_books_that_the_reader_rated_too() -> None:
    summary = summary_of(
        a_book(1, rating=5.0, average_rating=4.0),
        a_book(2, rating=1.0),
        a_book(3, average_rating=2.0),
    )

    headline = summary["headline"]
    assert (headline["crowd_average"], headline["crowd_counted"]) == (4.0, 1)
    assert headline["average_rating_beside_crowd"] == 5.0
    assert headline["average_rating"] == 3.0


def test_halves_count_for_the_star_above() -> None:
    summary = summary_of(a_book(1, rating=4.5), a_book(2, rating=4.0), a_book(3, rating=2.5))

    assert {r["stars"]: r["books"] for r in summary["ratings"]} == {5: 1, 4: 1, 3: 1, 2: 0, 1: 0}


def test_a_date_of_only_a_year_counts_for_the_year_and_for_no_month() -> None:
    summary = summary_of(a_book(1, read="2024"), a_book(2, read="2024-01"), a_book(3, read="2024-02-03"))

    assert summary["by_year"][0]["books"] == 3
    assert [month["books"] for month in summary["by_month"]] == [1, 1, *[0] * 10]


def test_years_without_books_are_shown_as_empty() -> None:
    summary = summary_of(a_book(1, read="2019"), a_book(2, read="2022-05-05"), a_book(3))

    assert [(year["year"], year["books"]) for year in summary["by_year"]] == [
        (2019, 1),
        (2020, 0),
        (2021, 0),
        (2022, 1),
    ]
    assert summary["undated"] == 1


def test_this_year_is_the_year_of_publishing() -> None:
    books = waiting([a_book(1, read="2026-01-05", pages=90), a_book(2, read="2025-12-31", pages=100)])

    this_year = published(books, now=dt.datetime(2026, 2, 1, tzinfo=dt.UTC))["summary"]["headline"]["this_year"]

    assert this_year == {"year": 2026, "books": 1, "pages": 90, "pages_counted": 1}


def test_decades_before_our_era_round_down() -> None:
    years = [-751, -750, -1, 0, 9, 1999, 2000]

    summary = summary_of(*(a_book(row, original_publication_year=year) for row, year in enumerate(years, 1)))

    assert [(d["decade"], d["books"]) for d in summary["decades"]] == [
        *[(-760, 1), (-750, 1), (-10, 1)],
        *[(0, 2), (1990, 1), (2000, 1)],
    ]


def test_the_year_of_an_edition_says_nothing_of_the_works_decade() -> None:
    assert summary_of(a_book(1, publication_year=2015))["decades"] == []


def test_an_unknown_author_is_nobody() -> None:
    summary = summary_of(a_book(1, author="Unknown author"), a_book(2, author="Edda Quill"))

    assert [author["name"] for author in summary["authors"]] == ["Edda Quill"]
    assert summary["headline"]["authors"] == summary["authors_total"] == 1


def test_the_shelf_holds_the_last_year_that_has_books_latest_first_then_by_row() -> None:
    summary = summary_of(
        a_book(1, read="2024-06-01"),
        a_book(2, read="2025"),
        a_book(3, read="2025-04-02"),
        a_book(4, read="2025-04-02"),
        a_book(5, read="2025-04"),
        a_book(6),
    )

    assert (summary["shelf"]["title"], summary["shelf"]["is"]) == ("2025", "year")
    assert [book["id"] for book in summary["shelf"]["books"]] == ["1003", "1004", "1005", "1002"]
    assert [book["id"] for book in summary["recent"]] == ["1003", "1004", "1005", "1002", "1001"]
    assert summary["recent_is"] == "read"


def test_where_nothing_is_dated_the_shelf_holds_the_read_books_last_added() -> None:
    summary = summary_of(
        a_book(1, added="2020-01-01"),
        a_book(2, added="2021-01-01"),
        a_book(3),
        a_book(4, status=Status.TO_READ, added="2022-01-01"),
    )

    assert (summary["shelf"]["title"], summary["shelf"]["is"]) == ("Last added", "added")
    assert [book["id"] for book in summary["shelf"]["books"]] == ["1002", "1001", "1003"]
    assert summary["recent_is"] == "added"


def test_where_nothing_is_read_the_shelf_holds_whatever_was_last_added() -> None:
    summary = summary_of(a_book(1, status=Status.TO_READ, added="2022-01-01"), a_book(2, status=Status.OTHER))

    assert [book["id"] for book in summary["shelf"]["books"]] == ["1001", "1002"]


def test_the_shelf_takes_no_more_than_120_spines() -> None:
    summary = summary_of(*(a_book(row, read=f"2025-01-{1 + row % 28:02}") for row in range(1, 200)))

    assert len(summary["shelf"]["books"]) == 120
    assert len(summary["recent"]) == 24


def test_a_spine_has_what_is_drawn_of_it() -> None:
    book = a_book(7, read="2025-02-03", pages=310, rating=4.0, title="Salt")
    facts = known("Fantasy fiction", "Magic", cover_url="https://covers.openlibrary.org/b/id/3-M.jpg")

    spine = published([(book, facts)])["summary"]["shelf"]["books"][0]

    assert spine == {
        "id": "1007",
        "title": "Salt",
        "author": "Edda Quill",
        "pages": 310,
        "rating": 4.0,
        "genre": "fantasy",
        "date": "2025-02-03",
        "cover_url": "https://covers.openlibrary.org/b/id/3-M.jpg",
    }


def test_rereads_are_read_books_with_a_count_above_one_most_often_first() -> None:
    summary = summary_of(
        a_book(1, read_count=2),
        a_book(2, read_count=1),
        a_book(3, read_count=5),
        a_book(4, read_count=9, status=Status.TO_READ),
    )

    assert [(book["id"], book["read_count"]) for book in summary["rereads"]] == [("1003", 5), ("1001", 2)]


def test_no_more_than_twenty_rereads_are_kept_of_however_many() -> None:
    summary = summary_of(*(a_book(row, read_count=1 + row) for row in range(1, 500)))

    assert [book["read_count"] for book in summary["rereads"]] == list(range(500, 480, -1))


def test_lengths_name_the_first_of_equally_long_books() -> None:
    summary = summary_of(
        a_book(1, pages=100), a_book(2, pages=900), a_book(3, pages=900), a_book(4, pages=101), a_book(5)
    )

    assert summary["lengths"] == {"counted": 4, "median": 500.5, "mean": 500.25, "longest": "1002", "shortest": "1001"}


def test_books_of_unknown_format_or_language_are_in_no_column() -> None:
    summary = summary_of(a_book(1, format=Format.AUDIO), a_book(2))

    assert summary["formats"] == [{"name": "audio", "books": 1}]
    assert summary["languages"] == []


def test_success_is_a_share_of_the_books_that_were_asked_about() -> None:
    not_known = BookFacts(state=LookedUp.NOT_KNOWN)
    facts = [known(), known(), known(sources=("openlibrary", "googlebooks")), not_known, WAITING]

    stats = published([(a_book(row), fact) for row, fact in enumerate(facts, 1)])["enrichment_stats"]

    assert stats["openlibrary_success_rate"] == 0.75
    assert stats["google_success_rate"] == 0.25
    assert (stats["known"], stats["not_known"], stats["waiting"]) == (3, 1, 1)
    assert stats["complete"] is False


def test_a_google_that_gave_nothing_may_never_have_been_asked_and_has_no_rate() -> None:
    stats = published([(a_book(), known())])["enrichment_stats"]

    assert stats["google_success_rate"] is None
    assert stats["openlibrary_success_rate"] == 1.0


def test_before_anyone_was_asked_there_is_no_rate_of_success() -> None:
    stats = published(waiting([a_book(1)]))["enrichment_stats"]

    assert stats["openlibrary_success_rate"] is None
    assert stats["google_success_rate"] is None


def test_the_order_in_which_books_come_does_not_change_the_figures() -> None:
    objects = [book_object(book, facts, id=f"row-{book.row}") for book, facts in a_library(300)]
    forwards, backwards = Summary(), Summary()

    for book in objects:
        forwards.add(book)
    for book in reversed(objects):
        backwards.add(book)

    about = {
        "export_id": "x",
        "uploaded_at": NOW,
        "now": NOW,
        "unreadable_rows": 0,
        "issues_open": 0,
        "source": "goodreads",
    }
    assert forwards.head(**about) == backwards.head(**about)


def test_the_summary_keeps_no_texts() -> None:
    summary = Summary()
    objects = (
        book_object(a_book(row, review=f"<p>{row}{'x' * 20_000}</p>", author=f"Writer {row}"), WAITING, id=str(row))
        for row in range(3000)
    )

    tracemalloc.start()
    for book in objects:
        summary.add(book)
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert kept < 3_000_000  # the reviews are sixty million
