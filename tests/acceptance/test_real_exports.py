"""What must hold for every real export, through the HTTP API."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from benchmarks.checking import compare, data_rows
from benchmarks.fairness import first_rows
from benchmarks.installation import Installation
from benchmarks.measuring import asked, catalogue_keys, follow
from tests.browser.library import export
from tests.shared_data import SHARED

pytestmark = [pytest.mark.acceptance, pytest.mark.timeout(300)]
EXPORTS = sorted([*SHARED.glob("exports/*.csv"), *SHARED.glob("exports/history/*.csv")]) if SHARED else []


@pytest.mark.parametrize("path", EXPORTS, ids=lambda path: path.name)
def test_every_row_is_a_book_or_an_issue_and_every_book_its_own(fast: Installation, path: Path) -> None:
    content = path.read_bytes()

    followed = follow(fast, content)

    document = followed.document
    assert document["total_books"] + document["unreadable_rows"] == data_rows(content)
    assert len(document["books"]) == document["total_books"]
    verdict = compare(document, catalogue_keys(fast))
    assert verdict.wrong == 0, verdict.examples
    assert verdict.share >= 0.98


def test_the_same_file_again_asks_for_nothing(fast: Installation) -> None:
    content = (SHARED / "exports" / "06.csv").read_bytes() if SHARED else b""
    follow(fast, content)
    fast.reset_stats()

    followed = follow(fast, content)

    assert asked(fast.stats()) == 0
    assert followed.document["enrichment_stats"]["known"] > 0


def test_the_services_limits_are_kept(polite: Installation) -> None:
    content = (SHARED / "exports" / "06.csv").read_bytes() if SHARED else b""

    followed = follow(polite, content)

    stats = polite.stats()
    library = stats["services"]["openlibrary"]
    assert set(stats["statuses"]) == {"200"}
    assert library["peak_in_one_second"] <= 4
    assert library["requests"] / library["span_s"] <= 3.1 + 1 / library["span_s"]
    assert followed.document["total_books"] / asked(stats) >= 10  # 12 for a large library: its requests are fuller


def test_a_small_library_does_not_wait_for_a_large_one(polite: Installation) -> None:
    large, other = ((SHARED / "exports" / name).read_bytes() if SHARED else b"" for name in ("01.csv", "06.csv"))
    polite.upload(large)
    time.sleep(5)

    followed = follow(polite, first_rows(other, 50))

    assert followed.document["total_books"] == 50
    assert followed.last <= 15
    assert set(polite.stats()["statuses"]) == {"200"}


def test_a_service_that_fails_at_every_turn_loses_no_book(fresh: Installation) -> None:
    content = (SHARED / "exports" / "13.csv").read_bytes() if SHARED else b""
    fresh.faults(fail=0.2, garble=0.05, drop=0.05, empty=0.05)

    followed = follow(fresh, content, seconds=240)

    stats = fresh.stats()
    looked_up = followed.document["enrichment_stats"]
    assert set(stats["statuses"]) > {"200"}  # it did fail
    assert followed.document["total_books"] == data_rows(content)
    assert looked_up["known"] + looked_up["not_known"] + looked_up["waiting"] == looked_up["books"]


def test_with_both_services_away_the_dashboard_is_complete_but_for_them(fast: Installation) -> None:
    content = export(40)  # made-up books: those of the real exports are known by now
    fast.faults(openlibrary_down=True, googlebooks_down=True)
    try:
        followed = follow(fast, content, seconds=240)
    finally:
        fast.faults(openlibrary_down=False, googlebooks_down=False)

    assert followed.document["total_books"] == data_rows(content)
    assert followed.status["status"] == "complete"
    assert followed.status["waiting_for_services"] is True
