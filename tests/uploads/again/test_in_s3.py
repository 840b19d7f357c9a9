"""A newer export where files lie in S3: taken over, undone, and sent past us where it is too large for a request."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.exports import books
from tests.pipeline import receive
from tests.uploads.test_direct import bucket, offered, send
from uploads.again import answering, receiving
from uploads.again.taking_over import take_over
from uploads.ingest import ingest
from uploads.library import read_library
from uploads.models import NewerExport, NewerState, Upload

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["bucket"]  # a fixture


@pytest.fixture
def upload(bucket: Any) -> Upload:
    received = receive(books(*range(1, 11)))
    ingest(received.id)
    return Upload.objects.get(id=received.id)


def keys(bucket: Any) -> list[str]:
    return sorted(entry.key for entry in bucket.objects.all())


def test_it_is_taken_over_and_undone_and_leaves_no_file_behind(upload: Upload, bucket: Any) -> None:
    file = SimpleUploadedFile("e.csv", books(*range(2, 13)), "text/csv")
    newer = receiving.receive(upload.id, file)
    take_over(newer.id)

    assert NewerExport.objects.get().state == NewerState.DONE
    assert len(list(read_library(upload))) == 12
    assert keys(bucket) == sorted([upload.library_name, newer.library_before_name])

    answering.undo(upload.id, newer.id)
    assert len(list(read_library(upload))) == 10
    assert keys(bucket) == [upload.library_name]


def test_a_large_one_is_sent_past_us_and_said_twice_taken_once(client: Client, upload: Upload, bucket: Any) -> None:
    offer = offered(client)
    send(bucket, offer, books(*range(1, 13)))

    answers = [client.post(f"/api/uploads/{upload.id}/again/{offer['uuid']}/complete") for _ in range(2)]
    take_over(NewerExport.objects.get().id)

    assert [answer.status_code for answer in answers] == [202, 202]
    assert NewerExport.objects.get().state == NewerState.DONE
    assert len(list(read_library(upload))) == 12


def test_what_did_not_arrive_or_is_another_librarys_is_missed(client: Client, upload: Upload) -> None:
    for newer in (uuid.uuid4(), upload.id, "x"):
        answer = client.post(f"/api/uploads/{upload.id}/again/{newer}/complete")
        assert answer.status_code == 404
    assert not NewerExport.objects.exists()


def test_the_form_knows_which_files_to_send_aside(client: Client, upload: Upload) -> None:
    page = client.get(f"/d/{upload.id}/newer").content.decode()

    assert 'data-largest-request="4500000"' in page
    assert f'data-again="/api/uploads/{upload.id}/again"' in page
