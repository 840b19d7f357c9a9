"""Logs that do not give links away: who has an upload's id owns the dashboard, so no log holds one whole."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import json
import logging
import re
from functools import lru_cache
from typing import Any

from django.conf import settings

_UUID = re.compile(r"\b[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}\b", re.IGNORECASE)
_STANDARD = set(vars(logging.makeLogRecord({}))) | {"message", "asctime", "request", "server_time", "status_code"}


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
    """One JSON object a line; what was passed as `extra` becomes keys of it."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": dt.datetime.fromtimestamp(record.created, tz=dt.UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        line |= {name: value for name, value in vars(record).items() if name not in _STANDARD}
        if record.exc_info:
            line["exception"] = record.exc_text or self.formatException(record.exc_info)
        return hide_links(json.dumps(line, default=str, ensure_ascii=False))
