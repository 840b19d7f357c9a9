"""A book that nobody asked about, edited by its reader: shown at once, with its trail, undone, and beside another tab."""

from __future__ import annotations

import uuid

import pytest

from tests.pipeline import Queue, document_of
from tests.stand_in import StandIn
from tests.uploads.mending.every_kind import isbn_of, issue_of
from uploads.mending.deciding import Decision, DecisionRefused, decide
from uploads.mending.fields import FieldRefused
from uploads.mending.own_edits import NoSuchBook, edit_book, standing
from uploads.mending.trail import Shown, Step, shown, steps
from uploads.mending.undoing import undo
from uploads.models import Action, Issue, Upload
from uploads.parsing.records import IssueKind

pytestmark = pytest.mark.django_db(transaction=True)
ROW = 1  # a book with nothing wrong but its double further down


@pytest.fixture
def upload(mendable: Upload) -> Upload:
    return mendable


def in_document(upload: Upload, row: int = ROW) -> dict[str, object]:
    return next(book for book in document_of(upload)["books"] if book["row"] == row)


def test_an_edit_is_shown_at_once_whatever_else_waits(upload: Upload, queue: Queue) -> None:
    waiting = Issue.objects.open(upload).count()

    edited = edit_book(upload.id, ROW, {"rating": "2", "status": "to-read", "date_read": ""})
    queue.run()

    book = in_document(upload)
    assert (book["my_rating"], book["reading_status"], book["date_read"]) == (2, "to-read", None)
    assert Issue.objects.open(upload).count() == waiting
    assert steps(edited) == [
        Step("date_read", "2023-05-17", ""),
        Step("rating", "4", "2"),
        Step("status", "read", "to-read"),
    ]
    assert shown(edited) == Shown.APPLIED


def test_what_stands_as_it_was_is_no_change(upload: Upload) -> None:
    texts = standing(upload, ROW).texts

    edited = edit_book(upload.id, ROW, {**texts, "pages": "321"})

    assert edited.change == {"row": ROW, "fields": {"pages": 321}}
    assert edited.was == {"pages": 320}


def test_undone_it_is_shown_as_it_was(upload: Upload, queue: Queue) -> None:
    edited = edit_book(upload.id, ROW, {"title": "Quite Another (Shores, #2)"})
    queue.run()
    assert (in_document(upload)["title"], in_document(upload)["series"]) == ("Quite Another", "Shores")

    for _ in range(2):
        assert shown(undo(edited.token)) == Shown.UNDONE
    queue.run()

    assert in_document(upload)["title"] == standing(upload, ROW).book.title != "Quite Another"


def test_only_a_book_with_another_number_is_looked_up_again(
    upload: Upload, queue: Queue, mendable_services: StandIn
) -> None:
    mendable_services.asked.clear()

    edit_book(upload.id, ROW, {"pages": "99"})
    queue.run()
    assert mendable_services.asked == []
    edit_book(upload.id, ROW, {"isbn13": isbn_of(91)})
    queue.run()

    assert isbn_of(91) in mendable_services.asked[0]
    assert not any(isbn_of(number) in asked for asked in mendable_services.asked for number in (5, 6, 8))


def test_sent_again_it_is_answered_as_the_first_time(upload: Upload) -> None:
    first, again = (edit_book(upload.id, ROW, {"pages": "99"}, seen="") for _ in range(2))

    assert first == again
    assert upload.resolutions.count() == 1


def test_of_two_tabs_the_one_that_saw_less_is_told(upload: Upload) -> None:
    seen = standing(upload, ROW).last
    first = edit_book(upload.id, ROW, {"pages": "99"}, seen=seen)

    with pytest.raises(DecisionRefused) as refused:
        edit_book(upload.id, ROW, {"pages": "100"}, seen=seen)

    assert refused.value.code == "changed_meanwhile"
    assert edit_book(upload.id, ROW, {"pages": "100"}, seen=str(first.token)).was == {"pages": 99}


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"isbn13": "123"}, "isbn13"),
        ({"title": " "}, "title"),
        ({"shelves": "x"}, "shelves"),
        ({"pages": "320"}, "pages"),
    ],
)
def test_what_cannot_be_so_is_refused_and_nothing_kept(upload: Upload, values: dict[str, str], field: str) -> None:
    with pytest.raises(FieldRefused) as refused:
        edit_book(upload.id, ROW, values)

    assert refused.value.field == field
    assert not upload.resolutions.exists()


def test_a_row_that_is_no_book_and_a_library_that_is_gone_cannot_be_edited(upload: Upload) -> None:
    for row in (0, 999, issue_of(upload, IssueKind.UNREADABLE_ROW).row or 0):
        with pytest.raises(NoSuchBook):
            edit_book(upload.id, row, {"pages": "3"})
    with pytest.raises(Upload.DoesNotExist):
        edit_book(uuid.uuid4(), ROW, {"pages": "3"})
    upload.delete()
    with pytest.raises(Upload.DoesNotExist):
        edit_book(upload.id or uuid.uuid4(), ROW, {"pages": "3"})


def test_a_decision_keeps_what_stood_before_it(upload: Upload) -> None:
    issue = issue_of(upload, IssueKind.IMPOSSIBLE_PAGES)

    decision = decide(issue.token, Decision(Action.EDIT, {"pages": "300"}))

    assert steps(decision) == [Step("pages", "3", "300")]
    assert shown(decision) == Shown.WAITS
    assert shown(undo(decision.token)) == Shown.UNDONE


def test_what_was_decided_elsewhere_stands_in_the_form(upload: Upload) -> None:
    issue = issue_of(upload, IssueKind.IMPOSSIBLE_PAGES)
    decision = decide(issue.token, Decision(Action.EDIT, {"pages": "300"}))

    there = standing(upload, issue.row or 0)

    assert (there.texts["pages"], there.last) == ("300", str(decision.token))
