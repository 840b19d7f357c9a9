"""What is counted into a library's costs, and how it grows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from goodreads_site.costs import BOOKS, EARLIER, FULL_CPU, MEASURED, Prices, Use, Way, estimate
from goodreads_site.management.commands import cost_estimate

ZAPPA = Path(__file__).resolve().parents[2] / "zappa_settings.json"


def test_waiting_costs_by_memory_and_working_by_the_share_of_a_cpu_too() -> None:
    prices = Prices(gb_second=1.0, invocation=0)

    waiting = estimate(BOOKS, memory=512, use=Use(waiting_seconds=10), prices=prices).library
    working = estimate(BOOKS, memory=512, use=Use(cpu_seconds=10), prices=prices).library

    assert waiting == pytest.approx(5)
    assert working == pytest.approx(5 * FULL_CPU / 512)


def test_more_memory_than_a_whole_cpu_makes_nothing_faster() -> None:
    prices = Prices(gb_second=1.0)
    use = Use(cpu_seconds=10)

    assert estimate(BOOKS, memory=2048, use=use, prices=prices).library == pytest.approx(20)


def test_work_grows_with_the_books_and_visits_do_not() -> None:
    prices = Prices(sqs_request=1.0, http_request=1.0, edge_request=0, edge_function=0, invocation=0)
    use = Use(sqs_requests=10, requests=7)

    assert estimate(2 * BOOKS, memory=512, use=use, prices=prices).per_library["queue"] == 20
    assert estimate(2 * BOOKS, memory=512, use=use, prices=prices).per_library["requests"] == 7


def test_a_library_of_a_thousand_books_is_under_a_third_of_what_it_was_without_any_free_tier() -> None:
    assert min(MEASURED.waiting_seconds, MEASURED.cpu_seconds, MEASURED.requests, MEASURED.files) > 0
    assert estimate(1000, memory=cost_estimate.MEMORY, way=Way.EDGE).library < EARLIER / 3


def test_each_way_pays_for_what_passes_on_it() -> None:
    prices = Prices(rest_request=100, http_request=10, edge_request=1, edge_function=0, invocation=0, s3_read=0.5)
    use = Use(requests=3, files=4)

    paid = {way: estimate(BOOKS, memory=512, way=way, use=use, prices=prices).per_library["requests"] for way in Way}

    assert paid == {Way.REST: 7 * 100, Way.HTTP: 7 * 10, Way.EDGE: 3 * 11 + 4 * 1.5, Way.FREE: 3 * 10 + 4 * 0.5}


def test_documents_come_straight_from_s3_whatever_stands_before_the_function() -> None:
    prices = Prices(transfer_gb=9, edge_gb=1)
    use = Use(answer_bytes=10**9, file_bytes=10**9, document_bytes=10**9)

    paid = {way: estimate(BOOKS, memory=512, way=way, use=use, prices=prices).per_library["transfer"] for way in Way}

    assert paid == {Way.REST: 27, Way.HTTP: 27, Way.EDGE: 2 + 9, Way.FREE: 9}


def test_the_estimate_is_for_the_memory_that_the_function_gets() -> None:
    assert json.loads(ZAPPA.read_text("utf-8"))["base"]["memory_size"] == cost_estimate.MEMORY


def test_the_command_says_what_is_paid_for_what(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("cost_estimate", libraries=1000, books=1000)

    said = capsys.readouterr().out
    assert [
        name
        for name in ("function", "queue", "database", "domain", "A month with 1,000", *map(str, Way))
        if name not in said
    ] == []


def test_no_libraries_at_all_are_refused() -> None:
    with pytest.raises(CommandError, match="libraries"):
        call_command("cost_estimate", "--libraries", "0")
