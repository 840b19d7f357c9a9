"""`manage.py check_sources` against the services as they are recorded, over real HTTP."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings

from tests.enrichment.assumptions.recorded_services import answer
from tests.loopback import served


class Services:
    """What the server on loopback does, and who asked it."""

    def __init__(self) -> None:
        self.user_agents: list[str] = []
        self.change: Callable[[dict[str, Any]], None] = lambda content: None
        self.status: int | None = None


@pytest.fixture
def services(settings: Settings) -> Iterator[Services]:
    services = Services()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            services.user_agents.append(self.headers["User-Agent"])
            parts = urlsplit(self.path)
            with_key = self.headers.get("X-Goog-Api-Key") == "a-key"
            status, content = answer(parts.path, dict(parse_qsl(parts.query)), with_key=with_key)
            services.change(content)
            body = json.dumps(content).encode()
            self.send_response(services.status or status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            return

    with served(Handler) as address:
        settings.OPEN_LIBRARY_URL = settings.GOOGLE_BOOKS_URL = address
        settings.OPEN_LIBRARY_PER_SECOND = 1000.0
        settings.GOOGLE_BOOKS_API_KEY = "a-key"
        yield services


def exit_code() -> int:
    """Runs the command; 0 where it just returns."""
    try:
        call_command("check_sources")
    except SystemExit as ended:
        return int(ended.code or 0)
    return 0


def test_all_is_well_while_the_services_are_as_recorded(
    services: Services, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    code = exit_code()

    said = capsys.readouterr().out
    assert code == 0
    assert "ok        Fifty ISBNs are answered in one search: 50 of 50 found" in said
    assert f"as {settings.USER_AGENT}" in said
    assert "0 different, 0 not tried" in said
    assert set(services.user_agents) == {settings.USER_AGENT}
    assert len(services.user_agents) <= 12


def test_a_difference_is_told_with_what_to_change_and_ends_with_one(
    services: Services, capsys: pytest.CaptureFixture[str]
) -> None:
    def without_covers(content: dict[str, Any]) -> None:
        for doc in content.get("docs", []):
            doc.pop("cover_i", None)

    services.change = without_covers

    code = exit_code()

    said = capsys.readouterr().out
    assert code == 1
    assert "differs   Fifty ISBNs" in said
    assert "docs[].cover_i is nowhere in the answer." in said
    assert "Change enrichment/providers/open_library_works.py, FIELDS" in said


def test_services_that_are_away_end_with_three(services: Services, capsys: pytest.CaptureFixture[str]) -> None:
    services.status = 503

    code = exit_code()

    assert code == 3
    assert "not tried Fifty ISBNs" in capsys.readouterr().out
    assert len(services.user_agents) == 2  # one to each


def test_a_user_agent_that_is_refused_names_the_setting(services: Services, capsys: pytest.CaptureFixture[str]) -> None:
    services.status = 403

    assert exit_code() == 1
    assert "Change CONTACT" in capsys.readouterr().out


def test_without_a_key_one_call_shows_how_google_refuses(
    services: Services, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.GOOGLE_BOOKS_API_KEY = ""

    code = exit_code()

    said = capsys.readouterr().out
    assert code == 0
    assert "it answers 429, rateLimitExceeded" in said
    assert "GOOGLE_BOOKS_API_KEY is not set" in said


def test_without_the_recorded_answers_there_is_nothing_to_compare_with(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no recorded answers"):
        call_command("check_sources", "--recorded", str(tmp_path / "nowhere"))
