"""Large files that go past us into S3: the form that is signed, what is taken in, and what is refused."""

from __future__ import annotations

import base64
import json
import uuid
from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.test import Client
from moto import mock_aws
from pytest_django.fixtures import Settings

from tests.browser.library import export
from uploads.ingest import ingest
from uploads.models import Upload, UploadState

pytestmark = pytest.mark.django_db
BUCKET = "goodreads-stats-uploads"


@pytest.fixture
def bucket(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """An installation that keeps its files in S3, where browsers reach it; the emulator refuses nothing."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    options = {"bucket_name": BUCKET, "region_name": "us-east-1", "signature_version": "s3v4"}
    s3 = {"BACKEND": "goodreads_site.s3.PrivateFiles", "OPTIONS": options}
    settings.STORAGES = settings.STORAGES | {"uploads": s3}
    settings.REDIRECT_TO_STORAGE = True
    with mock_aws():
        yield boto3.resource("s3", region_name="us-east-1").create_bucket(Bucket=BUCKET)


def offered(client: Client) -> dict[str, Any]:
    answer = client.post("/api/upload/presign")
    assert answer.status_code == 200
    return dict(answer.json())


def send(bucket: Any, offer: dict[str, Any], content: bytes) -> None:
    bucket.put_object(Key=offer["fields"]["key"], Body=content)


def test_the_form_lets_one_file_in_under_one_name_for_a_while(client: Client, bucket: Any, settings: Settings) -> None:
    offer = offered(client)

    policy = json.loads(base64.b64decode(offer["fields"]["policy"]))
    assert ["content-length-range", 1, settings.MAX_UPLOAD_BYTES] in policy["conditions"]
    assert {"bucket": BUCKET} in policy["conditions"]
    assert {"key": f"{offer['uuid']}/raw.csv"} in policy["conditions"]
    assert {"tagging": offer["fields"]["tagging"]} in policy["conditions"]
    assert "<Key>keep</Key><Value>a-day</Value>" in offer["fields"]["tagging"]
    assert offer["fields"]["x-amz-algorithm"] == "AWS4-HMAC-SHA256"
    assert offer["url"].startswith(f"https://{BUCKET}.s3.")


def test_an_offer_that_nobody_takes_leaves_no_row(client: Client, bucket: Any) -> None:
    offered(client)

    assert Upload.objects.count() == 0


def test_a_file_that_was_sent_is_taken_in_and_read(client: Client, bucket: Any) -> None:
    offer = offered(client)
    send(bucket, offer, export(3))

    answer = client.post(offer["complete_url"])

    upload = Upload.objects.get()
    assert answer.status_code == 202
    assert answer.json()["dashboard_url"] == f"/d/{offer['uuid']}"
    assert (str(upload.id), upload.size) == (offer["uuid"], len(export(3)))
    ingest(upload.id)
    upload.refresh_from_db()
    assert (upload.state, upload.books) == (UploadState.ENRICHING, 3)
    assert [entry.key for entry in bucket.objects.all()] == [upload.library_name]


def test_said_twice_it_is_one_library(client: Client, bucket: Any) -> None:
    offer = offered(client)
    send(bucket, offer, export(3))

    answers = [client.post(offer["complete_url"]) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [202, 202]
    assert answers[0].json() == answers[1].json()
    assert Upload.objects.count() == 1


@pytest.mark.parametrize("path", ["/api/upload/{}/complete", "/api/upload/not-an-id/complete"])
def test_a_file_that_did_not_arrive_is_missed(client: Client, bucket: Any, path: str) -> None:
    answer = client.post(path.format(uuid.uuid4()))

    assert answer.status_code == 404
    assert Upload.objects.count() == 0


def test_a_file_over_the_limit_is_refused_and_deleted(client: Client, bucket: Any, settings: Settings) -> None:
    settings.MAX_UPLOAD_BYTES = 100
    offer = offered(client)
    send(bucket, offer, export(3))

    answer = client.post(offer["complete_url"])

    assert (answer.status_code, answer.json()["error"]["code"]) == (413, "too_large")
    assert list(bucket.objects.all()) == []
    assert Upload.objects.count() == 0


def test_a_file_that_grew_after_it_was_announced_is_not_read(client: Client, bucket: Any, settings: Settings) -> None:
    offer = offered(client)
    send(bucket, offer, export(3))
    client.post(offer["complete_url"])
    settings.MAX_UPLOAD_BYTES = 100

    ingest(Upload.objects.get().id)

    upload = Upload.objects.get()
    assert (upload.state, upload.error_code) == (UploadState.ERROR, "too_large")
    assert list(bucket.objects.all()) == []


def test_what_is_no_export_ends_with_the_reason(client: Client, bucket: Any) -> None:
    offer = offered(client)
    send(bucket, offer, b"name,age\nAda,36\n")
    client.post(offer["complete_url"])

    ingest(Upload.objects.get().id)

    upload = Upload.objects.get()
    assert (upload.state, upload.error_code) == (UploadState.ERROR, "not_goodreads")


def test_a_raw_file_of_ours_is_marked_to_be_deleted(bucket: Any) -> None:
    name = f"{uuid.uuid4()}/raw.csv"
    storages["uploads"].save(name, ContentFile(b"Title"))

    tags = boto3.client("s3", region_name="us-east-1").get_object_tagging(Bucket=BUCKET, Key=name)["TagSet"]
    assert tags == [{"Key": "keep", "Value": "a-day"}]


def test_where_no_browser_reaches_the_storage_nothing_is_offered(client: Client, settings: Settings) -> None:
    answer = client.post("/api/upload/presign")

    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "not_offered")
    assert "data-presign" not in client.get("/").content.decode()


def test_offers_are_counted_as_uploads_are(client: Client, bucket: Any, settings: Settings) -> None:
    settings.UPLOADS_PER_MINUTE = 2

    assert [client.post("/api/upload/presign").status_code for _ in range(3)] == [200, 200, 429]


def test_the_start_page_knows_which_files_to_send_aside(client: Client, bucket: Any) -> None:
    page = client.get("/").content.decode()

    assert 'data-presign="/api/upload/presign" data-largest-request="4500000"' in page
