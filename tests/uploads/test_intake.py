"""Taking a file in: what is refused before anything is kept, and how many an address may send."""

from __future__ import annotations

import io
import shutil
from collections import namedtuple
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.db import connection
from django.http import HttpRequest
from django.test import RequestFactory
from django.utils import timezone
from pytest_django.fixtures import Settings

from tests.exports import books
from tests.pipeline import Queue, files_in, receive
from uploads import intake
from uploads.models import AddressMinute, Upload, minute_of
from uploads.parsing import ExportRejected


def request_from(address: str, *, forwarded: str | None = None) -> HttpRequest:
    headers = {} if forwarded is None else {"X-Forwarded-For": forwarded}
    return RequestFactory().post("/api/upload", headers=headers, REMOTE_ADDR=address)


def let_in(request: HttpRequest) -> bool:
    try:
        intake.count_request(request)
    except intake.TooMany:
        return False
    return True


# --- files ------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_a_file_is_kept_under_a_name_of_ours_and_its_reading_woken(files: Path, queue: Queue) -> None:
    content = books(1)

    upload = intake.receive(SimpleUploadedFile("../../etc/passwd.csv", content))

    assert files_in(files) == [f"uploads/{upload.id}/raw.csv"]
    assert (files / "uploads" / upload.raw_name).read_bytes() == content
    assert queue.stages == ["ingest"]
    assert Upload.objects.get().size == len(content)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n", b"PK\x03\x04....", b"<html>", b"name,age\nAda,36\n"])
def test_of_a_file_that_is_no_export_nothing_is_kept(files: Path, queue: Queue, content: bytes) -> None:
    with pytest.raises(ExportRejected):
        receive(content)

    assert files_in(files) == []
    assert not Upload.objects.exists()
    assert queue.calls == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("size", [None, 50 * 1024 * 1024 + 1])
def test_a_file_that_is_too_large_or_does_not_say_is_not_taken(files: Path, size: int | None) -> None:
    file = UploadedFile(io.BytesIO(books(1)), name="export.csv", size=size)

    with pytest.raises(intake.TooLarge, match="larger than 50 MB"):
        intake.receive(file)

    assert files_in(files) == []


@pytest.mark.django_db(transaction=True)
def test_a_full_disk_refuses_files_instead_of_losing_others(files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage(10**12, 10**12 - 10**8, 10**8))

    with pytest.raises(intake.NoRoom):
        receive(books(1))

    assert files_in(files) == []


class Wire(io.BytesIO):
    """A request's body that counts how much of it was taken."""

    taken = 0

    def read(self, size: int | None = -1) -> bytes:
        data = super().read(size)
        self.taken += len(data)
        return data


@pytest.mark.parametrize("stated", [None, 10_000_000])
def test_a_file_is_stopped_at_the_limit_whatever_length_was_stated(settings: Settings, stated: int | None) -> None:
    settings.MAX_UPLOAD_BYTES = 300_000
    start = b'--x\r\nContent-Disposition: form-data; name="csv"; filename="a.csv"\r\nContent-Length: 10\r\n\r\n'
    wire = Wire(start + b"a" * 5_000_000 + b"\r\n--x--\r\n")
    request = RequestFactory().generic("POST", "/api/upload", b"-", content_type="multipart/form-data; boundary=x")
    request.META["CONTENT_LENGTH"] = str(stated or len(wire.getvalue()))
    request._stream = wire

    kept = request.FILES

    assert request.upload_too_large
    assert not kept
    assert wire.taken < 600_000


# --- addresses --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hops", "forwarded", "counted"),
    [
        (0, "203.0.113.9", "10.0.0.1"),  # nobody's word is taken
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "198.51.100.1, 203.0.113.9", "203.0.113.9"),  # what stands further left is the sender's claim
        (2, "198.51.100.1, 203.0.113.9, 10.0.0.7", "203.0.113.9"),
        (2, "203.0.113.9", "10.0.0.1"),  # it came past a proxy
        (1, " , ", "10.0.0.1"),
        (1, "not an address", "not an address"),
    ],
)
def test_the_address_is_counted_from_the_right_by_the_proxies_that_we_trust(
    settings: Settings, hops: int, forwarded: str, counted: str
) -> None:
    settings.TRUSTED_PROXY_HOPS = hops

    assert intake.address_of(request_from("10.0.0.1", forwarded=forwarded)) == counted


def test_a_network_of_ipv6_addresses_counts_as_one() -> None:
    one, other = (intake.address_of(request_from(f"2001:db8:1:2::{last}")) for last in ("1", "ffff"))

    assert one == other == "2001:db8:1:2::/64"


@pytest.mark.django_db(transaction=True)
def test_who_makes_up_where_a_request_came_from_is_counted_all_the_same(settings: Settings) -> None:
    settings.TRUSTED_PROXY_HOPS = 1
    settings.UPLOADS_PER_MINUTE = 10
    minute = minute_of(timezone.now())

    let_through = [
        let_in(request_from("10.0.0.1", forwarded=f"198.51.100.{number}, 203.0.113.9")) for number in range(100)
    ]

    minutes = minute_of(timezone.now()) - minute + 1
    assert 10 <= sum(let_through) <= 10 * minutes


@pytest.mark.django_db(transaction=True)
def test_an_address_is_not_written_down(settings: Settings) -> None:
    let_in(request_from("203.0.113.9"))

    row = AddressMinute.objects.get()

    assert "203.0.113.9" not in row.address
    assert len(row.address) == 64


@pytest.mark.django_db(transaction=True)
def test_of_240_requests_at_once_exactly_ten_are_let_in(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.UPLOADS_PER_MINUTE = 10
    monkeypatch.setattr(intake, "minute_of", lambda now: 1)  # a minute must not turn meanwhile

    def sixty(_: int) -> int:
        try:
            return sum(let_in(request_from("203.0.113.9")) for _ in range(60))
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as four:
        let_through = sum(four.map(sixty, range(4)))

    assert let_through == 10
    assert AddressMinute.objects.get().count == 240
