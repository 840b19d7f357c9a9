"""A newer export of the same reader, taken over: what stayed, what changed, what is gone; also twice, too late, and undone."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.exports import Row, book, export
from tests.pipeline import Queue, document_of, files_in, receive
from tests.stand_in import StandIn
from tests.uploads.mending.every_kind import every_kind, isbn_of
from uploads.again import answering, receiving, taking_over
from uploads.again.answering import CannotUndo
from uploads.again.receiving import NotNow
from uploads.library import read_library
from uploads.mending.deciding import Decision, decide, decide_all
from uploads.mending.finalizing import finalize
from uploads.mending.own_edits import edit_book
from uploads.mending.questions import REQUIRED
from uploads.models import MAX_RUNS, Action, Issue, NewerExport, NewerState, Upload, UploadState
from uploads.parsing import ExportRejected
from uploads.parsing.records import IssueKind
from uploads.sweeping import clean, sweep

pytestmark = pytest.mark.django_db(transaction=True)
SKIP = Decision(Action.SKIP)


def choose(choice: str) -> Decision:
    return Decision(Action.CHOOSE, choice=choice)


def plain(*numbers: int) -> list[Row]:
    return [book(number) for number in numbers]


@pytest.fixture
def upload(queue: Queue, open_library: StandIn) -> Upload:
    """Ten books, of which the tenth is still to be read."""
    received = receive(export(*plain(*range(1, 10)), book(10, exclusive_shelf="to-read", my_rating="0", date_read="")))
    queue.run()
    return Upload.objects.get(id=received.id)


def again(upload: Upload, queue: Queue, *rows: Row) -> NewerExport:
    """Hand the newer export in, and run what that wakes."""
    return again_file(upload, queue, export(*rows))


def again_file(upload: Upload, queue: Queue, content: bytes) -> NewerExport:
    newer = receiving.receive(upload.id, a_file(content))
    queue.run()
    newer.refresh_from_db()
    upload.refresh_from_db()
    return newer


def a_file(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("goodreads_library_export.csv", content, "text/csv")


def counts(newer: NewerExport) -> dict[str, int]:
    return {change["what"]: change["count"] for change in newer.changes}


def titles(upload: Upload) -> set[str]:
    return {one["title"] for one in document_of(upload)["books"]}


def in_document(upload: Upload, goodreads_id: int) -> dict[str, Any]:
    return next(one for one in document_of(upload)["books"] if one["goodreads_id"] == str(900_000 + goodreads_id))


def library(upload: Upload) -> list[Any]:
    return list(read_library(upload))


# --- what changed -----------------------------------------------------------------------------


def test_a_newer_export_is_taken_over_and_what_changed_is_told(upload: Upload, queue: Queue) -> None:
    # given a later file: two new on top, one finished and rated, one rated otherwise, one gone
    rows = [
        *plain(21, 20),
        book(10, date_read="2024/02/02", my_rating="5"),
        *plain(1, 2, 3, 4, 5, 6, 7),
        book(8, my_rating="2", average_rating="4.01"),
    ]

    # when
    newer = again(upload, queue, *rows)

    # then
    assert newer.state == NewerState.DONE
    assert counts(newer) == {
        "new": 2,
        "moved_to_read": 1,
        "newly_rated": 1,
        "rated_otherwise": 1,
        "newly_dated": 1,
        "other_average": 1,
        "gone": 1,
    }
    assert upload.state == UploadState.COMPLETE
    assert (upload.books, document_of(upload)["total_books"]) == (12, 12), "the one that is gone is kept"
    assert in_document(upload, 10)["reading_status"] == "read"
    assert in_document(upload, 8)["average_rating"] == 4.01
    assert document_of(upload)["export_timestamp"].startswith(f"{newer.received_at:%Y-%m-%dT%H:%M}")


def test_a_book_keeps_its_row_wherever_it_stands_in_the_newer_file(upload: Upload, queue: Queue) -> None:
    before = {book.goodreads_id: book.row for book, _ in library(upload)}

    again(upload, queue, *plain(30, 9, 8, 7, 6, 5, 4, 3, 2, 1), book(10))

    after = {book.goodreads_id: book.row for book, _ in library(upload)}
    assert {id_: after[id_] for id_ in before} == before
    assert after["900030"] == 11


def test_only_what_is_new_or_has_another_isbn_is_looked_up(upload: Upload, queue: Queue, open_library: StandIn) -> None:
    open_library.asked.clear()

    again(upload, queue, *plain(40), book(1, isbn13=f'="{isbn_of(41)}"'), *plain(*range(2, 11)))

    asked = " ".join(open_library.asked)
    assert isbn_of(40) in asked
    assert isbn_of(41) in asked
    assert not any(isbn_of(number) in asked for number in range(1, 11))


def test_a_book_whose_id_has_changed_is_the_same_by_isbn_or_by_title_and_author(upload: Upload, queue: Queue) -> None:
    rows = [book(1, book_id="5"), book(2, book_id="6", isbn13='=""'), *plain(*range(3, 10)), book(10)]

    newer = again(upload, queue, *rows)

    assert "new" not in counts(newer)
    assert "gone" not in counts(newer)
    assert [book.goodreads_id for book, _ in library(upload)][:2] == ["5", "6"]


def test_the_same_file_again_changes_nothing_and_says_so(upload: Upload, queue: Queue, files: Path) -> None:
    before, published = files_in(files), upload.published_at
    rows = [*plain(*range(1, 10)), book(10, exclusive_shelf="to-read", my_rating="0", date_read="")]

    newer = again(upload, queue, *rows)

    assert (newer.state, newer.changes) == (NewerState.SAME, [])
    assert files_in(files) == before
    assert upload.published_at == published
    assert upload.newer_at is None


# --- what is gone -----------------------------------------------------------------------------


def test_what_is_gone_is_kept_until_its_reader_decides(upload: Upload, queue: Queue) -> None:
    again(upload, queue, *plain(*range(1, 10)))
    issue = upload.issues.get(kind=IssueKind.GONE)

    decide(issue.token, choose("remove"))
    finalize(upload.id)
    queue.run()

    assert document_of(upload)["total_books"] == 9
    newer = again(upload, queue, *plain(*range(1, 10), 20))
    assert counts(newer) == {"new": 1}, "it is not asked about twice"
    assert document_of(upload)["total_books"] == 10


def test_a_book_that_comes_back_is_asked_about_no_longer(upload: Upload, queue: Queue) -> None:
    again(upload, queue, *plain(*range(1, 10)))
    decide(upload.issues.get(kind=IssueKind.GONE).token, choose("remove"))
    finalize(upload.id)

    newer = again(upload, queue, *plain(*range(1, 11)))

    assert counts(newer)["back"] == 1
    assert newer.lifted == 1
    assert not upload.issues.filter(kind=IssueKind.GONE).exists()
    assert document_of(upload)["total_books"] == 10


# --- decisions --------------------------------------------------------------------------------


def mended(upload: Upload, queue: Queue) -> None:
    """Some of every kind decided: a shelf, a duplicate, pages, a row written by hand, a book edited unasked."""
    one = {
        kind: upload.issues.filter(kind=kind).order_by("row")[0].token for kind in IssueKind if kind != IssueKind.GONE
    }
    decide(one[IssueKind.UNREADABLE_ROW], Decision(Action.EDIT, {"title": "By Hand", "author": "Ida Holm"}))
    decide(one[IssueKind.UNCLEAR_SHELF], choose("abandoned"))
    decide(one[IssueKind.DUPLICATE], choose("first"))
    decide(one[IssueKind.IMPOSSIBLE_PAGES], Decision(Action.EDIT, {"pages": "300"}))
    decide(one[IssueKind.INVALID_RATING], Decision(Action.EDIT, {"rating": "4"}))
    for kind in REQUIRED:
        decide_all(upload.id, kind, SKIP)
    finalize(upload.id)
    edit_book(upload.id, 1, {"pages": "444", "rating": "1"})
    queue.run()


def test_decisions_stand_though_every_row_has_moved(mendable: Upload, queue: Queue) -> None:
    # given a mended library, and the same file with five books on top
    mended(mendable, queue)
    before = {book["id"]: book for book in document_of(mendable)["books"]}
    content = every_kind().split(b"\n", 1)
    top = export(*plain(80, 81, 82, 83, 84)).split(b"\n", 1)

    # when
    newer = again_file(mendable, queue, content[0] + b"\n" + top[1] + content[1])

    # then
    after = {book["id"]: book for book in document_of(mendable)["books"]}
    assert counts(newer) == {"new": 5}
    assert newer.lifted == 0
    assert {id_: after[id_] for id_ in before} == before
    assert len(after) == len(before) + 5
    asked = Issue.objects.open(mendable).exclude(kind__in=["not_known", "doubtful_match"])
    assert not asked.filter(kind__in=["unclear_shelf", "missing_title", "duplicate", "impossible_pages"]).exists()


def test_what_was_mended_at_goodreads_since_is_the_later_word(upload: Upload, queue: Queue) -> None:
    edit_book(upload.id, 1, {"pages": "444", "rating": "1"})
    edit_book(upload.id, 2, {"rating": "1"})

    newer = again(upload, queue, book(1, my_rating="3"), book(2, my_rating="5"), *plain(*range(3, 11)))

    assert (in_document(upload, 1)["my_rating"], in_document(upload, 1)["num_pages"]) == (3, 444)
    assert in_document(upload, 2)["my_rating"] == 5
    assert newer.lifted == 1, "of the other decision a part still stands"


def test_what_anybody_changed_at_goodreads_is_not_unless_it_is_another_edition(upload: Upload, queue: Queue) -> None:
    for row in (1, 2):
        edit_book(upload.id, row, {"title": "Another Name", "pages": "444"})

    again(
        upload,
        queue,
        book(1, title="Renamed by Somebody", number_of_pages="321"),
        book(2, book_id="77", title="The Other Edition", number_of_pages="700"),
        *plain(*range(3, 11)),
    )

    shown = {one["row"]: (one["title"], one["num_pages"]) for one in document_of(upload)["books"]}
    assert shown[1] == ("Another Name", 444)
    assert shown[2] == ("The Other Edition", 700)


def test_a_duplicate_of_which_one_is_gone_is_not_left_out_with_it(queue: Queue, open_library: StandIn) -> None:
    twin = book(1, book_id="77", isbn13='=""')
    upload = receive(export(book(1), twin, *plain(2, 3)))
    queue.run()
    decide(upload.issues.get(kind=IssueKind.DUPLICATE).token, choose("first"))
    finalize(upload.id)

    again(upload, queue, twin, *plain(2, 3))
    decide(upload.issues.get(kind=IssueKind.GONE).token, choose("remove"))
    finalize(upload.id)
    queue.run()

    assert sorted(one["goodreads_id"] for one in document_of(upload)["books"]) == ["77", "900002", "900003"]


def test_a_duplicate_that_was_left_out_is_not_missed_when_it_is_gone(queue: Queue, open_library: StandIn) -> None:
    upload = receive(export(book(1), book(1, book_id="77", isbn13='=""'), *plain(2, 3)))
    queue.run()
    decide(upload.issues.get(kind=IssueKind.DUPLICATE).token, choose("first"))
    finalize(upload.id)
    queue.run()

    newer = again(upload, queue, *plain(1, 2, 3, 4))

    assert counts(newer) == {"new": 1}
    assert newer.lifted == 0
    assert sorted(one["goodreads_id"] for one in document_of(upload)["books"]) == [
        str(900_000 + n) for n in (1, 2, 3, 4)
    ]


def test_a_row_that_was_written_by_hand_gives_way_when_the_export_has_it(mendable: Upload, queue: Queue) -> None:
    mended(mendable, queue)

    readable = every_kind().replace(b",,a row,of,nothing\n", b"")
    row = export(book(90, title="By Hand", author="Ida Holm")).split(b"\n", 1)[1]
    newer = again_file(mendable, queue, readable + row)

    assert newer.lifted == 1
    assert [one["goodreads_id"] for one in document_of(mendable)["books"] if one["title"] == "By Hand"] == ["900090"]
    assert document_of(mendable)["unreadable_rows"] == 0


def issues_of(upload: Upload) -> set[tuple[Any, ...]]:
    """All but those that the looking up alone brings and takes away."""
    mine = upload.issues.exclude(kind__in=["not_known", "doubtful_match"])
    return set(mine.values_list("token", "kind", "row", "other_row", "found", "reason"))


# --- undoing ----------------------------------------------------------------------------------


def test_undone_everything_is_as_it_was(mendable: Upload, queue: Queue, files: Path) -> None:
    # given
    mended(mendable, queue)
    mendable.refresh_from_db()
    lines = library(mendable)
    issues = issues_of(mendable)
    decided = set(mendable.resolutions.values_list("token", "undone_at", "is_applied"))
    document = {book["id"]: book for book in document_of(mendable)["books"]}
    names = files_in(files)
    newer = again_file(
        mendable,
        queue,
        export(
            book(1, my_rating="5"),
            book(10, book_id="77", isbn13=f'="{isbn_of(45)}"'),
            *plain(11, 2, 3, 90),
            book(9, number_of_pages="200"),
        ),
    )
    assert newer.lifted

    # when
    answering.undo(mendable.id, newer.id)
    answering.undo(mendable.id, newer.id)
    queue.run()

    # then
    assert library(mendable) == lines
    assert issues_of(mendable) == issues
    assert set(mendable.resolutions.values_list("token", "undone_at", "is_applied")) == decided
    assert {book["id"]: book for book in document_of(mendable)["books"]} == document
    assert files_in(files) == names
    assert NewerExport.objects.get().state == NewerState.UNDONE


def test_only_the_last_newer_export_can_be_undone(upload: Upload, queue: Queue) -> None:
    first = again(upload, queue, *plain(*range(1, 12)))
    second = again(upload, queue, *plain(*range(1, 13)))

    with pytest.raises(CannotUndo):
        answering.undo(upload.id, first.id)
    answering.undo(upload.id, second.id)

    assert Upload.objects.get().books == 11


# --- what is no newer export ------------------------------------------------------------------


def test_a_file_that_is_no_export_changes_nothing(upload: Upload, queue: Queue, files: Path) -> None:
    before = files_in(files)

    with pytest.raises(ExportRejected):
        receiving.receive(upload.id, a_file(b"name,age\nAda,36\n"))

    assert files_in(files) == before
    assert not NewerExport.objects.exists()


def test_a_file_without_a_readable_book_changes_nothing_and_says_why(upload: Upload, queue: Queue, files: Path) -> None:
    before, lines = files_in(files), library(upload)

    newer = again_file(upload, queue, export() + b"," * 20_000 + b"\n")

    assert (newer.state, newer.error_code) == (NewerState.REFUSED, "no_books")
    assert newer.error_message
    assert (files_in(files), library(upload)) == (before, lines)


def test_another_readers_file_is_asked_about_and_changes_nothing(upload: Upload, queue: Queue) -> None:
    lines = library(upload)

    newer = again(upload, queue, *plain(*range(9, 30)))

    assert (newer.state, newer.books, newer.common) == (NewerState.ASKING, 21, 2)
    assert library(upload) == lines


def test_another_readers_file_can_be_cancelled(upload: Upload, queue: Queue, files: Path) -> None:
    before = files_in(files)
    newer = again(upload, queue, *plain(*range(50, 70)))

    assert answering.cancel(upload.id, newer.id).state == NewerState.CANCELLED
    assert answering.cancel(upload.id, newer.id).state == NewerState.CANCELLED
    assert files_in(files) == before


def test_another_readers_file_can_replace_the_library_and_that_be_undone(upload: Upload, queue: Queue) -> None:
    newer = again(upload, queue, *plain(*range(9, 30)))

    for _ in range(2):
        answering.replace_library(upload.id, newer.id)
        queue.run()

    newer.refresh_from_db()
    assert newer.state == NewerState.DONE
    assert document_of(upload)["total_books"] == 21
    assert not upload.issues.filter(kind=IssueKind.GONE).exists()
    answering.undo(upload.id, newer.id)
    queue.run()
    assert document_of(upload)["total_books"] == 10


def test_another_readers_file_can_become_a_library_of_its_own(upload: Upload, queue: Queue, files: Path) -> None:
    newer = again(upload, queue, *plain(*range(50, 70)))

    other = answering.make_separate(upload.id, newer.id)
    assert answering.make_separate(upload.id, newer.id) is None
    queue.run()

    assert other is not None
    assert (document_of(other)["total_books"], document_of(upload)["total_books"]) == (20, 10)
    assert not any("raw.csv" in name for name in files_in(files))


def test_a_file_that_nobody_answers_for_is_forgotten_after_a_day(upload: Upload, queue: Queue, files: Path) -> None:
    newer = again(upload, queue, *plain(*range(50, 70)))
    now = timezone.now()
    clean(now=now)
    assert storages["uploads"].exists(newer.raw_name)

    NewerExport.objects.update(received_at=now - timezone.timedelta(days=2))
    clean(now=now)

    assert NewerExport.objects.get().state == NewerState.CANCELLED
    assert not any("raw.csv" in name for name in files_in(files))


# --- beside, twice, too late ------------------------------------------------------------------


def test_two_files_at_once_are_one_and_a_refusal(upload: Upload, queue: Queue) -> None:
    receiving.receive(upload.id, a_file(export(*plain(*range(1, 12)))))

    with pytest.raises(NotNow) as refused:
        receiving.receive(upload.id, a_file(export(*plain(*range(1, 13)))))

    assert refused.value.code == "being_read"
    queue.run()
    assert Upload.objects.get().books == 11


def test_while_the_first_file_is_read_no_newer_one_is_taken(queue: Queue) -> None:
    upload = receive(export(*plain(1)))

    with pytest.raises(NotNow):
        receiving.receive(upload.id, a_file(export(*plain(1, 2))))


def test_the_task_runs_twice_and_the_library_is_taken_over_once(upload: Upload, queue: Queue) -> None:
    newer = receiving.receive(upload.id, a_file(export(*plain(*range(1, 12)))))
    for _ in range(2):
        taking_over.take_over(newer.id)
    queue.run()

    assert Upload.objects.get().books == 11
    assert len(library(upload)) == 11


def test_killed_while_it_writes_it_begins_again_with_the_old_library(
    upload: Upload, queue: Queue, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given a worker that dies when the files are written, but nothing is committed
    newer = receiving.receive(upload.id, a_file(export(*plain(*range(1, 12)))))
    queue.calls.clear()
    with monkeypatch.context() as patch:
        patch.setattr(taking_over, "forget_earlier", lambda held: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            taking_over.take_over(newer.id)
    assert len(library(upload)) == 11, "the new library is there already"

    # when the sweep finds it
    NewerExport.objects.update(lease_until=timezone.now() - timezone.timedelta(seconds=1))
    sweep(now=timezone.now())
    queue.run()

    # then
    newer.refresh_from_db()
    assert newer.state == NewerState.DONE
    assert counts(newer)["new"] == 1
    answering.undo(upload.id, newer.id)
    assert len(library(upload)) == 10


def test_what_keeps_killing_its_workers_is_given_up_and_the_old_library_stands(upload: Upload, queue: Queue) -> None:
    newer = receiving.receive(upload.id, a_file(export(*plain(*range(1, 12)))))
    NewerExport.objects.update(runs=MAX_RUNS)

    queue.run()

    newer.refresh_from_db()
    assert newer.state == NewerState.REFUSED
    assert len(library(upload)) == 10


@pytest.mark.parametrize("when", ["before", "while"])
def test_a_deletion_in_between_leaves_nothing(
    when: str, upload: Upload, queue: Queue, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer = receiving.receive(upload.id, a_file(export(*plain(*range(1, 12)))))
    if when == "before":
        Upload.objects.get().delete()
    else:
        monkeypatch.setattr(taking_over.background, "pulse", lambda: [one.delete() for one in Upload.objects.all()])

    taking_over.take_over(newer.id)

    assert files_in(files) == []
    assert not NewerExport.objects.exists()


def test_unknown_ids_are_unknown(upload: Upload) -> None:
    with pytest.raises(Upload.DoesNotExist):
        receiving.receive(uuid.uuid4(), a_file(export(*plain(1))))
    with pytest.raises(NewerExport.DoesNotExist):
        answering.cancel(upload.id, uuid.uuid4())
    taking_over.take_over(uuid.uuid4())
