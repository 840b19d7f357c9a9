"""No log gives a link away: not in a message, its arguments, a traceback or a JSON key."""

from __future__ import annotations

import io
import json
import logging
import logging.config
import uuid
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.test import Client

from goodreads_site.logging import alias, hide_links

LINK = "0b1e7b0c-6f3f-4a52-9d1c-2f7d8c5e4a31"
Log = Callable[[], str]


@pytest.fixture(params=["text", "json"])
def log(request: pytest.FixtureRequest) -> Iterator[Log]:
    """What the project's own handler writes, in either format."""
    stream = io.StringIO()
    filters, formatter = settings.LOGGING["filters"], settings.LOGGING["formatters"][request.param]
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "filters": filters,
            "formatters": {"it": formatter},
            "handlers": {
                "it": {
                    "class": "logging.StreamHandler",
                    "stream": stream,
                    "formatter": "it",
                    "filters": ["hide_links"],
                }
            },
            "loggers": {name: {"handlers": ["it"], "level": "DEBUG"} for name in ("tried", "django.request")},
        }
    )
    yield stream.getvalue
    for name in ("tried", "django.request"):
        logging.getLogger(name).handlers.clear()


@pytest.mark.parametrize("link", [LINK, LINK.upper(), LINK.replace("-", "")])
def test_a_link_in_a_message_is_an_alias(log: Log, link: str) -> None:
    logging.getLogger("tried").info("GET /d/%s/books", link)

    assert link not in log()
    assert f"/d/{alias(LINK)}/books" in log()


def test_a_link_in_a_traceback_is_an_alias(log: Log) -> None:
    try:
        raise ValueError(f"cannot read {LINK}/raw.csv")
    except ValueError:
        logging.getLogger("tried").exception("It failed")

    assert LINK not in log()
    assert "Traceback" in log()


def test_a_link_in_a_path_that_fails_is_an_alias(log: Log, client: Client, db: None) -> None:
    client.get(f"/api/status/{LINK}")

    assert "Not Found" in log()
    assert LINK not in log()


def test_extra_keys_of_a_json_line_hold_no_link() -> None:
    record = logging.makeLogRecord({"msg": "done", "levelname": "INFO", "name": "tried", "upload": uuid.UUID(LINK)})
    formatter = logging.config.DictConfigurator(settings.LOGGING).configure_formatter(  # type: ignore[attr-defined]
        settings.LOGGING["formatters"]["json"]
    )

    line = json.loads(formatter.format(record))

    assert line["upload"] == alias(LINK)
    assert line["message"] == "done"


def test_an_alias_is_the_same_each_time_and_another_for_another_link() -> None:
    assert alias(LINK) == alias(LINK.replace("-", "").upper()) != alias(str(uuid.uuid4()))


def test_text_without_a_link_stays_as_it_is() -> None:
    assert hide_links("ISBN 9780765312181, 12 books") == "ISBN 9780765312181, 12 books"


@pytest.mark.parametrize("log", ["json"], indirect=True)
def test_no_name_in_an_address_that_fails_is_logged(log: Log, client: Client, db: None) -> None:
    client.get(f"/d/{LINK}/authors/Ursula-Somebody?q=The+Title+Looked+For")

    assert "authors/<" in log()
    assert [name for name in ("Ursula", "Title", LINK) if name in log()] == []
    assert alias(LINK) in log()
