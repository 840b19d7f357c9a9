"""What a page asks for lies where its address leads, is of the kind that browsers run, and is kept as long as its name says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from infrastructure import static

HASHED = {
    "js/site.js": "js/site.0123456789ab.js",
    "css/base.css": "css/base.ba9876543210.css",
    "plain.txt": "plain.txt",
}


class Bucket:
    """S3, as far as files are put there."""

    def __init__(self) -> None:
        self.files: dict[str, dict[str, Any]] = {}

    def put_object(self, *, Bucket: str, Key: str, **file: Any) -> None:  # noqa: N803 - boto3's names
        assert Bucket == "styles"
        self.files[Key] = file


@pytest.fixture
def collected(tmp_path: Path) -> Path:
    (tmp_path / static.INDEX).write_text(json.dumps({"paths": HASHED}))
    for name in HASHED.values():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"of {name}")
        path.with_name(path.name + ".gz").write_bytes(b"packed")
    return tmp_path


@pytest.mark.parametrize(("below", "root"), [("", "static/"), ("goodreads-stats", "goodreads-stats/static/")])
def test_files_lie_where_their_addresses_lead_also_under_a_path(collected: Path, below: str, root: str) -> None:
    bucket = Bucket()

    count = static.upload(bucket, "styles", collected, below=below)

    assert sorted(bucket.files) == sorted(root + name for name in HASHED.values())
    assert count == 3
    assert bucket.files[root + "js/site.0123456789ab.js"]["Body"] == b"of js/site.0123456789ab.js"


def test_what_has_its_hash_in_its_name_is_kept_for_ever_and_nothing_else(collected: Path) -> None:
    bucket = Bucket()

    static.upload(bucket, "styles", collected)

    kept = {name: file["CacheControl"] for name, file in bucket.files.items()}
    assert kept["static/js/site.0123456789ab.js"] == kept["static/css/base.ba9876543210.css"] == static.FOR_EVER
    assert kept["static/plain.txt"] == static.A_MINUTE


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.js", "text/javascript; charset=utf-8"),  # as another kind, a module is not run
        ("a.css", "text/css; charset=utf-8"),
        ("a.svg", "image/svg+xml"),
        ("a.woff2", "font/woff2"),
        ("LICENSE", "application/octet-stream"),
    ],
)
def test_a_file_says_what_it_is_whatever_the_machine_thinks(name: str, kind: str) -> None:
    assert static.content_type(name) == kind
