"""Which files S3 is told to delete by itself."""

from __future__ import annotations

import pytest

from goodreads_site.s3 import A_DAY, PrivateFiles

LINK = "6f1c2a34-0000-4000-8000-5d6e7f809a1b"


@pytest.mark.parametrize(
    ("name", "parameters"),
    [(f"{LINK}/raw.csv", {"Tagging": A_DAY}), (f"{LINK}/library.json", {}), (f"{LINK}.json", {})],
)
def test_only_raw_files_are_marked_to_be_deleted(name: str, parameters: dict[str, str]) -> None:
    assert PrivateFiles(bucket_name="files").get_object_parameters(name) == parameters
