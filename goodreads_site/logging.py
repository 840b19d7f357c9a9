"""Logs that do not give links away: who has an upload's id owns the dashboard, so no log holds one whole."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import json
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import Any

from django.conf import settings

_UUID = re.compile(r"\b[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}\b", re.IGNORECASE)
_STANDARD = set(vars(logging.makeLogRecord({}))) | {
    "message",
    "asctime",
    "request",
    "server_time",
    "status_code",
    "metric",
}
# The ids that AWS gives to requests and messages look like our links' but lead nowhere: they stay, to be searched for.
_NO_LINKS = {"request_id", "task_id"}
_said: ContextVar[dict[str, str]] = ContextVar("said")


@contextmanager
def saying(**ids: str | int) -> Iterator[None]:
    """Put these on every JSON line until the block ends: which request, task and upload it is about."""
    token = _said.set(_said.get({}) | {name: str(value) for name, value in ids.items()})
    try:
        yield
    finally:
        _said.reset(token)


def alias(link_id: str) -> str:
    """A short name for an id, the same on every line of this installation, from which the id cannot be had."""
    return _alias(link_id.replace("-", "").lower())


@lru_cache(maxsize=4096)
def _alias(digits: str) -> str:
    return "~" + hmac.new(settings.SECRET_KEY.encode(), digits.encode(), hashlib.sha256).hexdigest()[:10]


def hide_links(text: str) -> str:
    return _UUID.sub(lambda found: alias(found[0]), text)


class HideLinks(logging.Filter):
    """Puts an alias in the place of every uuid in a line, its traceback included."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        if (hidden := hide_links(message)) != message:
            record.msg, record.args = hidden, None
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = hide_links(record.exc_text)
        return True


class JsonLines(logging.Formatter):
    """One JSON object a line; what was passed as `extra` becomes keys of it, and so do the ids of `saying`."""

    def format(self, record: logging.LogRecord) -> str:
        ids = _said.get({})
        line: dict[str, Any] = {
            "time": dt.datetime.fromtimestamp(record.created, tz=dt.UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": _without_names(record),
        }
        line |= {name: value for name, value in ids.items() if name not in _NO_LINKS}
        line |= {name: value for name, value in vars(record).items() if name not in _STANDARD}
        if record.exc_info:
            line["exception"] = record.exc_text or self.formatException(record.exc_info)
        open_ids = {name: value for name, value in ids.items() if name in _NO_LINKS}
        hidden: dict[str, Any] = json.loads(hide_links(json.dumps(line, default=str)))
        return json.dumps(hidden | open_ids | _embedded(record), ensure_ascii=False)


def _without_names(record: logging.LogRecord) -> str:
    """The message, with the route in the place of a path: below a link's, it holds the names of authors and genres."""
    message = record.getMessage()
    request = getattr(record, "request", None)
    match = getattr(request, "resolver_match", None)
    if request is None or match is None or not match.kwargs:
        return message
    path: str = hide_links(request.path)  # as the filter has left it
    return message.replace(path, f"{match.route} {match.kwargs.get('link', '')}".strip())


def _embedded(record: logging.LogRecord) -> dict[str, Any]:
    """The part of a line of which CloudWatch makes a metric, by stage."""
    if (metric := getattr(record, "metric", None)) is None:
        return {}
    name, value, unit = metric
    directive = {"Namespace": "GoodreadsStats", "Dimensions": [["Site"]], "Metrics": [{"Name": name, "Unit": unit}]}
    about = {"Timestamp": int(record.created * 1000), "CloudWatchMetrics": [directive]}
    return {"_aws": about, "Site": settings.SITE_URL.partition("://")[2], name: value}
