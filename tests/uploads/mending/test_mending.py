"""The road of a decision: found, decided, applied to the dashboard, undone; also twice, beside another, and too late."""

from __future__ import annotations

import uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from tests.pipeline import Queue, document_of
from tests.stand_in import StandIn
from tests.uploads.mending.every_kind import DOUBTFUL, KINDS, isbn_of, issue_of
from uploads.mending.deciding import Decision, DecisionRefused, decide, decide_all
from uploads.mending.fields import FieldRefused
from uploads.mending.finalizing import Finalized, RequiredOpen, finalize
from uploads.mending.noticing import notice
from uploads.mending.questions import REQUIRED
from uploads.mending.undoing import undo, undo_together
from uploads.models import Action, Issue, Upload, UploadState
from uploads.parsing.records import IssueKind

pytestmark = pytest.mark.django_db(transaction=True)
SKIP = Decision(Action.SKIP)


@pytest.fixture
def upload(mendable: Upload) -> Upload:
    return mendable


def choose(choice: str) -> Decision:
    return Decision(Action.CHOOSE, choice=choice)


def edit(**values: str) -> Decision:
    return Decision(Action.EDIT, values=values)


def leave_what_is_required(upload: Upload) -> None:
    for kind in REQUIRED:
        decide_all(upload.id, kind, SKIP)


def applied(upload: Upload, queue: Queue) -> Finalized:
    """Finalise with all that is required decided, and run what that wakes."""
    leave_what_is_required(upload)
    done = finalize(upload.id)
    queue.run()
    return done


def in_document(upload: Upload, row: int) -> dict[str, object]:
    return next(book for book in document_of(upload)["books"] if book["row"] == row)


# --- finding ----------------------------------------------------------------------------------


def test_every_kind_is_found_and_the_dashboard_is_there_all_the_same(upload: Upload) -> None:
    found = Counter(upload.issues.values_list("kind", flat=True))

    assert found.keys() == {kind.value for kind in KINDS}
    assert (found["unclear_shelf"], found["not_known"], found["doubtful_match"]) == (1, 2, 1)
    assert upload.state == UploadState.COMPLETE
    document = document_of(upload)
    assert document["total_books"] == upload.books
    assert document["issues_open"] == sum(found.values())


def test_noticing_again_finds_nothing_twice_and_takes_away_what_is_known_meanwhile(
    upload: Upload, queue: Queue, mendable_services: StandIn
) -> None:
    before = set(upload.issues.values_list("token", flat=True))
    notice(upload)
    assert set(upload.issues.values_list("token", flat=True)) == before

    decide(issue_of(upload, IssueKind.INVALID_ISBN).token, edit(isbn13=isbn_of(3)))
    applied(upload, queue)
    assert upload.issues.filter(kind="not_known").count() == 1
    undo(issue_of(upload, IssueKind.INVALID_ISBN).resolutions.get().token)
    applied(upload, queue)

    assert upload.issues.filter(kind="not_known").count() == 2


# --- deciding ---------------------------------------------------------------------------------


def test_a_decision_is_shown_once_it_is_applied_and_no_longer_once_that_is_undone(upload: Upload, queue: Queue) -> None:
    # given
    issue = issue_of(upload, IssueKind.IMPOSSIBLE_PAGES)
    decision = decide(issue.token, edit(pages="300"))
    assert in_document(upload, issue.row or 0)["num_pages"] == 3

    # when applied
    applied(upload, queue)
    assert in_document(upload, issue.row or 0)["num_pages"] == 300

    # when undone
    undo(decision.token)
    assert issue in Issue.objects.open(upload)
    assert applied(upload, queue).taken_back == 1
    assert in_document(upload, issue.row or 0)["num_pages"] == 3
    assert upload.resolutions.filter(token=decision.token, undone_at__isnull=False).exists()


def test_the_same_decision_sent_again_is_answered_as_the_first_time(upload: Upload) -> None:
    token = issue_of(upload, IssueKind.DUPLICATE).token

    first, again = decide(token, choose("first")), decide(token, choose("first"))

    assert first == again
    assert upload.resolutions.count() == 1


def test_of_two_tabs_that_decide_otherwise_the_second_is_told(upload: Upload) -> None:
    token = issue_of(upload, IssueKind.DUPLICATE).token
    decide(token, choose("first"))

    with pytest.raises(DecisionRefused) as refused:
        decide(token, choose("both"))

    assert refused.value.code == "already_decided"
    assert upload.resolutions.get().choice == "first"


def test_two_tabs_that_decide_at_the_same_moment_come_one_after_the_other(upload: Upload) -> None:
    # given
    issue = issue_of(upload, IssueKind.DUPLICATE)
    together = Barrier(4)

    def press(choice: str) -> str:
        together.wait(60)
        try:
            return decide(issue.token, choose(choice)).choice
        except DecisionRefused as refused:
            return refused.code
        finally:
            connection.close()

    # when
    with ThreadPoolExecutor(4) as four:
        told = list(four.map(press, ("first", "both", "first", "both")))

    # then
    kept = upload.resolutions.get().choice
    assert Counter(told) == Counter({kept: 2, "already_decided": 2})


@pytest.mark.parametrize(
    ("kind", "decision", "error"),
    [
        (IssueKind.DUPLICATE, choose("all"), DecisionRefused),
        (IssueKind.DUPLICATE, edit(title="x"), FieldRefused),
        (IssueKind.DOUBTFUL_MATCH, choose("openlibrary:/works/OL0W"), DecisionRefused),
        (IssueKind.INVALID_ISBN, edit(isbn13="123"), FieldRefused),
        (IssueKind.MISSING_TITLE, edit(pages="3"), FieldRefused),
    ],
)
def test_what_is_not_asked_is_refused_and_nothing_kept(
    upload: Upload, kind: IssueKind, decision: Decision, error: type[Exception]
) -> None:
    with pytest.raises(error):
        decide(issue_of(upload, kind).token, decision)

    assert not upload.resolutions.exists()


def test_all_of_a_kind_are_decided_and_undone_with_one_press(upload: Upload) -> None:
    made = decide_all(upload.id, IssueKind.PLACEHOLDER_DATE, choose(""))

    assert len(made) == 4
    assert {one.action for one in made} == {Action.CHOOSE}
    assert decide_all(upload.id, IssueKind.PLACEHOLDER_DATE, choose("")) == []
    assert undo_together(upload.id, made[0].together or uuid.uuid4()) == 4
    assert Issue.objects.open(upload).filter(kind="placeholder_date").count() == 4


def test_what_is_typed_cannot_be_meant_for_all(upload: Upload) -> None:
    with pytest.raises(DecisionRefused, match="cannot hold for all"):
        decide_all(upload.id, IssueKind.READ_WITHOUT_DATE, edit(date_read="2020"))


def test_while_the_file_is_read_nothing_can_be_decided(upload: Upload) -> None:
    Upload.objects.update(state=UploadState.READING)

    with pytest.raises(DecisionRefused) as refused:
        decide(issue_of(upload, IssueKind.DUPLICATE).token, SKIP)

    assert refused.value.code == "not_yet"


def test_a_deletion_in_between_leaves_nothing_to_decide(upload: Upload) -> None:
    token, resolution = issue_of(upload, IssueKind.DUPLICATE).token, uuid.uuid4()
    upload_id = upload.id
    upload.delete()

    with pytest.raises(Issue.DoesNotExist):
        decide(token, SKIP)
    with pytest.raises(Upload.DoesNotExist):
        finalize(upload_id)
    with pytest.raises(Upload.DoesNotExist):
        decide_all(upload_id, IssueKind.DUPLICATE, SKIP)
    with pytest.raises(upload.resolutions.model.DoesNotExist):
        undo(resolution)


# --- applying ---------------------------------------------------------------------------------


def test_required_issues_hold_the_finalising_up_and_nothing_else(upload: Upload) -> None:
    decide(issue_of(upload, IssueKind.DUPLICATE).token, choose("first"))

    with pytest.raises(RequiredOpen) as refused:
        finalize(upload.id)

    assert refused.value.count == Issue.objects.open(upload).filter(kind__in=REQUIRED).count() == 4
    assert not upload.resolutions.applied().exists()


def test_finalising_twice_changes_nothing_the_second_time(upload: Upload, queue: Queue) -> None:
    assert applied(upload, queue).applied == 4

    assert finalize(upload.id) == Finalized()
    assert queue.calls == []


def test_each_road_changes_the_dashboard(upload: Upload, queue: Queue) -> None:
    # given
    kinds = {kind: issue_of(upload, kind) for kind in KINDS}
    rows = {kind: issue.row or 0 for kind, issue in kinds.items()}
    decisions = {
        IssueKind.UNREADABLE_ROW: edit(title="By Hand", author="Ida Holm", rating="5", date_read="2020"),
        IssueKind.UNCLEAR_SHELF: choose("abandoned"),
        IssueKind.DUPLICATE: choose("reread"),
        IssueKind.MISSING_TITLE: edit(title="A Title"),
        IssueKind.MISSING_AUTHOR: edit(author="An Author"),
        IssueKind.DATE_ON_UNREAD: choose("read"),
        IssueKind.INVALID_DATE: edit(date_read="2021-01-05"),
        IssueKind.PLACEHOLDER_DATE: choose("2011-01-01"),
        IssueKind.READ_WITHOUT_DATE: edit(date_read="2019-07"),
        IssueKind.IMPOSSIBLE_PAGES: choose("none"),
        IssueKind.INVALID_RATING: edit(rating="4"),
        IssueKind.DOUBTFUL_MATCH: choose(f"openlibrary:/works/OL{isbn_of(DOUBTFUL)[-8:-1]}W"),
        IssueKind.ISBNS_DISAGREE: choose(isbn_of(44)),
        IssueKind.INVALID_ISBN: edit(isbn13=isbn_of(3)),
        IssueKind.NOT_KNOWN: SKIP,
        IssueKind.ENCODING: SKIP,
    }
    before = document_of(upload)

    # when
    for kind, decision in decisions.items():
        decide(kinds[kind].token, decision)
    done = applied(upload, queue)

    # then
    document = document_of(upload)
    books = {book["row"]: book for book in document["books"]}
    assert done.applied == len(KINDS)
    assert document["total_books"] == before["total_books"]  # one more by hand, one less as a re-read
    assert document["unreadable_rows"] == before["unreadable_rows"] - 1 == 0
    assert books[rows[IssueKind.UNREADABLE_ROW]]["title"] == "By Hand"
    assert [book["reading_status"] for book in books.values() if book["shelf"] == "on-hold"] == ["abandoned"] * 2
    assert rows[IssueKind.DUPLICATE] not in books
    assert (books[1]["read_count"], books[1]["date_read"]) == (2, "2024-08-01")
    assert books[rows[IssueKind.MISSING_TITLE]]["title"] == "A Title"
    assert books[rows[IssueKind.MISSING_AUTHOR]]["author"] == "An Author"
    assert books[rows[IssueKind.DATE_ON_UNREAD]]["reading_status"] == "read"
    assert books[rows[IssueKind.INVALID_DATE]]["date_read"] == "2021-01-05"
    assert books[rows[IssueKind.PLACEHOLDER_DATE]]["date_read"] == "2011-01-01"
    assert books[rows[IssueKind.READ_WITHOUT_DATE]]["date_read"] == "2019-07"
    assert "num_pages" in books[rows[IssueKind.IMPOSSIBLE_PAGES]]["filled"]
    assert books[rows[IssueKind.INVALID_RATING]]["my_rating"] == 4
    assert books[rows[IssueKind.DOUBTFUL_MATCH]]["looked_up"] == "known"
    assert books[rows[IssueKind.DOUBTFUL_MATCH]]["title"] == "Nearly the Same", "the reader's own words stay"
    assert books[rows[IssueKind.ISBNS_DISAGREE]]["isbn13"] == isbn_of(44)
    assert books[rows[IssueKind.INVALID_ISBN]]["isbn13"] == isbn_of(3)
    assert Upload.objects.get(id=upload.id).state == UploadState.COMPLETE


def test_only_the_book_with_another_isbn_is_looked_up_again(
    upload: Upload, queue: Queue, mendable_services: StandIn
) -> None:
    issue = issue_of(upload, IssueKind.INVALID_ISBN)
    decide(issue.token, edit(isbn13=isbn_of(3)))
    decide(issue_of(upload, IssueKind.INVALID_RATING).token, edit(rating="4"))
    mendable_services.asked.clear()

    done = applied(upload, queue)

    assert done.looked_up == 1
    assert isbn_of(3) in mendable_services.asked[0]
    assert not any(isbn_of(number) in asked for asked in mendable_services.asked for number in (5, 6, 8))
    assert in_document(upload, issue.row or 0)["looked_up"] == "known"


def test_a_book_that_is_none_of_those_found_has_no_match(upload: Upload, queue: Queue) -> None:
    issue = issue_of(upload, IssueKind.DOUBTFUL_MATCH)
    decide(issue.token, choose("none"))

    applied(upload, queue)

    assert in_document(upload, issue.row or 0)["looked_up"] == "not_known"
    assert upload.issues.filter(kind="doubtful_match").count() == 1
