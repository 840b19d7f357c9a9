"""Uploads and batches as rows, for tests that need no file."""

from __future__ import annotations

import datetime as dt
from typing import Any

from uploads.models import Batch, Upload, UploadState

NOW = dt.datetime(2026, 10, 1, 12, 0, tzinfo=dt.UTC)


def ago(seconds: float) -> dt.datetime:
    return NOW - dt.timedelta(seconds=seconds)


def soon(seconds: float) -> dt.datetime:
    return NOW + dt.timedelta(seconds=seconds)


def an_upload(**fields: Any) -> Upload:
    """An upload that was read a minute ago and is being looked up."""
    plain = {"state": UploadState.ENRICHING, "created_at": ago(70), "read_at": ago(60), "changed_at": ago(60)}
    return Upload.objects.create(**(plain | fields))


def a_batch(upload: Upload, number: int = 0, **fields: Any) -> Batch:
    return Batch.objects.create(**({"upload": upload, "number": number, "books": [1, 2]} | fields))
