"""How far an upload has come, counted from its rows."""

from __future__ import annotations

import pytest

from tests.uploads.rows import NOW, a_batch, an_upload
from uploads.models import BatchState, UploadState
from uploads.progress import progress_of

pytestmark = pytest.mark.django_db


def test_books_are_processed_batch_by_batch() -> None:
    upload = an_upload(books=5)
    a_batch(upload, 0, state=BatchState.DONE)
    a_batch(upload, 1)

    progress = progress_of(upload, now=NOW)

    assert (progress.processed_books, progress.total_books, progress.percent) == (3, 5, 60)


def test_a_complete_upload_stays_so_while_its_gaps_are_filled() -> None:
    upload = an_upload(books=5, state=UploadState.COMPLETE)
    a_batch(upload, 0, unanswered=0)

    progress = progress_of(upload, now=NOW)

    assert progress.percent == 100
    assert not progress.waiting_for_services


def test_a_book_that_a_service_has_not_answered_for_is_in_no_catalogue_yet() -> None:
    upload = an_upload(books=5)
    a_batch(upload, 0, state=BatchState.DONE, books=[1, 2, 3], found=1, unanswered=1)
    a_batch(upload, 1, books=[4])

    progress = progress_of(upload, now=NOW)

    assert (progress.found, progress.in_no_catalogue, progress.known_already) == (1, 1, 1)
