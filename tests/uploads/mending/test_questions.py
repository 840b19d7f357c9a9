"""What is asked about each kind of issue."""

from __future__ import annotations

import datetime as dt

import pytest

from uploads.mending.changes import Change
from uploads.mending.fields import FIELDS, FieldRefused
from uploads.mending.questions import KINDS, Candidate, choices_of, edit, fields_of
from uploads.parsing.records import IssueKind, RowIssue

TODAY = dt.date(2026, 10, 1)
ISBN, OTHER = "9780765312181", "9780140328721"


def an_issue(kind: IssueKind, **more: object) -> RowIssue:
    return RowIssue(**({"kind": kind, "row": 7, "reason": "?"} | more))  # type: ignore[arg-type]


def offered(kind: IssueKind, **more: object) -> dict[str, Change]:
    return {choice.id: choice.change for choice in choices_of(an_issue(kind, **more))}


def test_every_kind_is_asked_about_in_an_order_of_its_own() -> None:
    assert set(KINDS) == set(IssueKind)
    assert len({kind.weight for kind in KINDS.values()}) == len(IssueKind)
    assert {name for kind in KINDS.values() for name in kind.fields} <= set(FIELDS)


def test_of_two_isbns_either_can_be_taken() -> None:
    found = offered(IssueKind.ISBNS_DISAGREE, found="0140328726", proposal=ISBN)

    assert found == {ISBN: Change(7, {"isbn13": ISBN}), OTHER: Change(7, {"isbn13": OTHER})}


def test_an_isbn_without_a_proposal_can_only_be_typed() -> None:
    assert offered(IssueKind.INVALID_ISBN, found="9.79E+12") == {}
    assert edit(an_issue(IssueKind.INVALID_ISBN), {"isbn13": ISBN}, today=TODAY) == Change(7, {"isbn13": ISBN})


def test_a_duplicate_is_one_of_two_or_both_or_a_re_read() -> None:
    assert offered(IssueKind.DUPLICATE, other_row=3) == {
        "first": Change(drop=7),
        "second": Change(drop=3),
        "both": Change(),
        "reread": Change(3, reread=7),
    }


def test_a_shelf_is_decided_by_its_name_and_a_row_without_one_by_itself() -> None:
    assert offered(IssueKind.UNCLEAR_SHELF, found="on-hold")["abandoned"] == Change(
        shelf="on-hold", fields={"status": "abandoned"}
    )
    assert offered(IssueKind.UNCLEAR_SHELF)["read"] == Change(7, {"status": "read"})


@pytest.mark.parametrize(
    ("column", "name"),
    [
        ("Date Read", "date_read"),
        ("Date Added", "date_added"),
        ("Year Published", "publication_year"),
        ("Original Publication Year", "original_publication_year"),
    ],
)
def test_a_date_is_mended_in_its_own_column(column: str, name: str) -> None:
    issue = an_issue(IssueKind.INVALID_DATE, field=column)

    assert fields_of(issue) == (name,)
    assert edit(issue, {name: "2011"}, today=TODAY).fields[name] in ("2011", 2011)
    assert choices_of(issue)[0].change == Change(7, {name: None})


def test_a_placeholder_is_the_year_or_new_years_day() -> None:
    found = offered(IssueKind.PLACEHOLDER_DATE, proposal="2015")

    assert [change.fields for change in found.values()] == [{"date_read": "2015"}, {"date_read": "2015-01-01"}]


def test_a_candidate_is_chosen_by_its_name_and_what_is_shown_already_changes_nothing() -> None:
    # given
    taken = Candidate("openlibrary:/works/OL1W", "Kokoro", "Soseki", is_taken=True)
    other = Candidate("openlibrary:/works/OL2W", "Botchan", "Soseki", isbn13=ISBN)

    # when
    found = choices_of(an_issue(IssueKind.DOUBTFUL_MATCH), [taken, other])

    # then
    named = {"title": "Botchan", "author": "Soseki", "isbn13": ISBN}
    assert [choice.change for choice in found] == [Change(), Change(7, match=named), Change(7, match={})]


def test_an_unreadable_row_is_written_by_hand() -> None:
    values = {
        "title": "Tides",
        "author": "Ida Holm",
        "isbn13": "",
        "status": "read",
        "rating": "4",
        "date_read": "2020",
    }

    change = edit(an_issue(IssueKind.UNREADABLE_ROW), values, today=TODAY)

    assert change.is_new
    assert (change.row, change.fields["title"], change.fields["rating"]) == (7, "Tides", 4.0)


@pytest.mark.parametrize(
    ("kind", "values", "field"),
    [
        (IssueKind.UNREADABLE_ROW, {"title": "Tides"}, "author"),
        (IssueKind.MISSING_TITLE, {}, "title"),
        (IssueKind.READ_WITHOUT_DATE, {}, "date_read"),
        (IssueKind.READ_WITHOUT_DATE, {"pages": "3"}, "pages"),
        (IssueKind.ENCODING, {"title": "x"}, "title"),
        (IssueKind.DUPLICATE, {}, ""),
    ],
)
def test_what_is_not_asked_or_left_empty_is_refused(kind: IssueKind, values: dict[str, str], field: str) -> None:
    with pytest.raises(FieldRefused) as refused:
        edit(an_issue(kind), values, today=TODAY)

    assert refused.value.field == field
