"""Whether this installation can do its work: the database, the storage, and how long messages wait."""

from __future__ import annotations

import logging

from django.core.files.storage import storages
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse

from goodreads_site import background

logger = logging.getLogger(__name__)
TOO_OLD = 120.0  # seconds that a message may wait before we say that no worker runs


def health(request: HttpRequest) -> HttpResponse:
    """200 with each part's state; 503 where the database or the storage is away, or no worker takes messages up."""
    parts: dict[str, object] = {"database": _database(), "storage": _storage()}
    age = background.oldest_message_age() if parts["database"] == "ok" else None
    parts["queue_age_seconds"] = round(age, 1) if age is not None else None
    parts["worker"] = "behind" if age is not None and age > TOO_OLD else "ok"
    well = all(parts[name] == "ok" for name in ("database", "storage", "worker"))
    response = JsonResponse({"status": "ok" if well else "unwell", **parts}, status=200 if well else 503)
    response.headers["Cache-Control"] = "no-store"
    return response


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Exception:
        logger.exception("The database does not answer")
        return "away"
    return "ok"


def _storage() -> str:
    try:
        storages["dashboards"].exists("health")
    except Exception:
        logger.exception("The storage does not answer")
        return "away"
    return "ok"
