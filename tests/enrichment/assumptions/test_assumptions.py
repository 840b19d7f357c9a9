"""Every assumption holds against the recorded answers, and is found not to hold when the service changes."""

from __future__ import annotations

import importlib
import re
from pathlib import Path
from typing import Any

import pytest

from enrichment.assumptions import google_books, open_library, well_known
from enrichment.assumptions.checking import Assumption, Finding, Question, Said, Unreachable, check
from enrichment.isbn import is_valid_isbn13
from tests.enrichment.assumptions.recorded_services import FOLDER, Change, RecordedServices, recorded

HOSTS = ["https://covers.openlibrary.org", "https://books.google.com"]
ROOT = Path(__file__).resolve().parents[3]


def all_of_them() -> list[Assumption]:
    """All but the covers, whose answers are no JSON."""
    return [
        *open_library.searches(recorded),
        *google_books.without_key(recorded),
        *google_books.with_key(recorded),
    ]


def findings(change: Change = lambda content: None, **options: Any) -> list[Finding]:
    return list(check(all_of_them(), RecordedServices(change=change, **options)))


def differences(change: Change, **options: Any) -> str:
    """All that differs, in one text."""
    found = [difference for finding in findings(change, **options) for difference in finding.differences]
    return "\n".join(f"{difference.what} -> {difference.change}" for difference in found)


def test_everything_is_as_assumed_while_the_services_are_as_recorded() -> None:
    found = findings()

    assert not [finding for finding in found if finding.differences or finding.skipped]
    assert found[0].notes == ("50 of 50 found",)


def test_a_dozen_questions_are_enough() -> None:
    assert len(all_of_them()) + len(open_library.covers(HOSTS)) <= 12


def test_the_well_known_books_have_valid_numbers() -> None:
    isbns = (*well_known.ISBNS, *well_known.PAIRS_OF_EDITIONS, well_known.NO_BOOK)

    assert len(set(well_known.ISBNS)) == 50
    assert all(map(is_valid_isbn13, isbns))


def test_a_field_that_is_gone_is_named_with_the_line_that_asks_for_it() -> None:
    def without_subjects(content: dict[str, Any]) -> None:
        for doc in content.get("docs", []):
            doc.pop("subject", None)

    said = differences(without_subjects)

    assert said == (
        "docs[].subject is nowhere in the answer. -> "
        "enrichment/providers/open_library_works.py, FIELDS and where Work reads the field"
    )


def test_a_field_of_another_kind_is_named() -> None:
    def one_isbn(content: dict[str, Any]) -> None:
        for doc in content.get("docs", []):
            for edition in doc.get("editions", {}).get("docs", []):
                edition["id_goodreads"] = 17

    assert "docs[].editions.docs[].id_goodreads is now a number, it was a list." in differences(one_isbn)


def test_a_batch_that_is_no_longer_understood_is_noticed() -> None:
    said = differences(lambda content: content.update(docs=[]) if "docs" in content else None)

    assert "Only 0 of 50 well-known books were found." in said
    assert "Only 0 of 20 well-known books were found." in said
    assert "Only 0 of 10 well-known books were found." in said


def test_an_answer_in_part_is_noticed() -> None:
    said = differences(lambda content: content.pop("numFoundExact", None))

    assert "numFoundExact is None, not true." in said


def test_more_than_one_edition_of_a_work_is_noticed() -> None:
    def twice(content: dict[str, Any]) -> None:
        for doc in content.get("docs", []):
            if "editions" in doc:
                doc["editions"]["docs"] *= 2

    assert "A work came back with 2 editions, not one." in differences(twice)


def test_editions_in_another_shape_are_noticed() -> None:
    def flat(content: dict[str, Any]) -> None:
        for edition in content.values():
            if isinstance(edition, dict) and "bib_key" in edition:
                edition["details"]["works"] = "/works/OL9000001W"

    assert "[].details.works is now a text, it was a list." in differences(flat)


def test_editions_that_are_not_found_by_their_isbns_are_noticed() -> None:
    def nothing(content: dict[str, Any]) -> None:
        for bibkey in [name for name in content if name.startswith("ISBN:")]:
            del content[bibkey]

    assert "Well-known editions were not found by their ISBNs." in differences(nothing)


def test_editions_that_were_not_asked_for_are_noticed() -> None:
    def another(content: dict[str, Any]) -> None:
        for doc in content.get("docs", []):
            doc["isbn"] = doc.get("editions", {}).get("docs", [{}])[0].pop("isbn", [])

    assert "The editions that come back are not those that were asked for." in differences(another)


def test_a_reason_of_google_that_we_would_misunderstand_is_noticed() -> None:
    def renamed(content: dict[str, Any]) -> None:
        if "error" in content:
            content["error"]["errors"][0]["reason"] = "tooMuch"

    assert "SPENT_FOR_TODAY or TOO_FAST" in differences(renamed, status=400)


def test_a_refusal_of_google_in_another_shape_is_noticed() -> None:
    assert "error.errors is nowhere" in differences(lambda content: content.get("error", {}).pop("errors", None))


def test_google_that_answers_without_a_key_is_told_but_no_difference() -> None:
    (finding,) = check(google_books.without_key(recorded), RecordedServices(status=200))

    assert finding.notes == ("it answers without a key at the moment",)
    assert not finding.differences


def test_google_without_category_paths_is_noticed() -> None:
    def plain(content: dict[str, Any]) -> None:
        if "volumeInfo" in content:
            content["volumeInfo"]["categories"] = ["Fiction"]

    assert "Its categories are no paths" in differences(plain)


@pytest.mark.parametrize(
    ("status", "setting"), [(403, "CONTACT"), (429, "_PER_SECOND"), (404, "the address of Open Library")]
)
def test_a_service_that_refuses_is_told_with_the_setting(status: int, setting: str) -> None:
    found = list(check(open_library.searches(recorded), RecordedServices(status=status)))

    assert found[0].differences[0].what == f"It answered {status}, not 200."
    assert setting in found[0].differences[0].change


@pytest.mark.parametrize("status", [401, 403, 429])
def test_a_service_that_refuses_or_limits_us_is_asked_no_more(status: int) -> None:
    services = RecordedServices(status=status)

    found = list(check(open_library.searches(recorded), services))

    assert len(services.asked) == 1
    assert all(finding.skipped for finding in found[1:])


def test_an_outage_is_no_difference() -> None:
    found = findings(status=503)

    assert not [finding for finding in found if finding.differences]
    assert all(finding.skipped for finding in found)


def test_a_service_that_cannot_be_reached_is_no_difference_and_asked_once() -> None:
    asked: list[Question] = []

    def unreachable(question: Question) -> Said:
        asked.append(question)
        raise Unreachable("no network")

    found = list(check(open_library.searches(recorded), unreachable))

    assert len(asked) == 1
    assert {finding.skipped for finding in found} == {"no network"}


def test_what_a_service_says_of_its_limits_is_passed_on() -> None:
    (first, *_) = findings(headers={"x-ratelimit-limit": "180", "date": "today"})

    assert "it says x-ratelimit-limit: 180" in first.notes


@pytest.mark.parametrize(
    ("location", "noticed"),
    [("", False), ("https://covers.openlibrary.org/x.jpg", False), ("https://archive.org/download/x.jpg", True)],
)
def test_covers_that_are_sent_on_to_a_host_that_pages_may_not_show_are_noticed(location: str, noticed: bool) -> None:
    def sent_on(question: Question) -> Said:
        return Said(302 if location else 200, {"location": location} if location else {}, None)

    (finding,) = check(open_library.covers(HOSTS), sent_on)

    assert bool(finding.differences) is noticed
    assert not noticed or "COVER_HOSTS" in finding.differences[0].change


def test_a_host_may_be_allowed_with_all_below_it() -> None:
    def sent_on(question: Question) -> Said:
        return Said(302, {"location": "https://ia800703.us.archive.org/x.jpg"}, None)

    (finding,) = check(open_library.covers([*HOSTS, "https://*.us.archive.org"]), sent_on)

    assert not finding.differences


def test_the_places_that_are_to_be_changed_are_there() -> None:
    named: set[tuple[str, str]] = set()
    for path in (ROOT / "enrichment" / "assumptions").glob("*.py"):
        code = path.read_text("utf-8").replace("{FILE}", google_books.FILE)
        named |= set(re.findall(r"((?:enrichment|goodreads_site)/[\w/]+\.py), ([A-Za-z_]+)", code))

    assert len(named) > 8
    for file, name in named:
        module = importlib.import_module(file.removesuffix(".py").replace("/", "."))
        names = {*vars(module), *vars(getattr(module, "Work", module))}
        assert name in names, f"{file} has no {name}"


def test_every_recorded_answer_is_in_the_list_of_them() -> None:
    listed = (FOLDER / "README.md").read_text("utf-8")

    for path in FOLDER.glob("*.json"):
        assert f"`{path.name}`" in listed
