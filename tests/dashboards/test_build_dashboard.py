"""`manage.py build_dashboard`: from an export on disk to a document, its exit codes, and going on after a break."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from enrichment.models import Provider
from tests.browser.library import isbn_of
from tests.exports import books
from tests.pipeline import Queue
from tests.stand_in import StandIn

pytestmark = pytest.mark.django_db

Build = Callable[..., dict[str, Any]]
TOO_LONG = b"77" + b",x" * 40 + b"\n"  # a row that cannot be read


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "out.json"


@pytest.fixture
def build(tmp_path: Path, output: Path) -> Build:
    """Builds the dashboard of an export: the document."""

    def run(content: bytes, *options: str) -> dict[str, Any]:
        path = tmp_path / "export.csv"
        path.write_bytes(content)
        call_command("build_dashboard", str(path), "--output", str(output), *options)
        document: dict[str, Any] = json.loads(output.read_bytes())
        return document

    return run


def test_a_dashboard_is_built_without_worker_and_queue(build: Build, open_library: StandIn, queue: Queue) -> None:
    document = build(books(*range(1, 21)))

    assert document["enrichment_stats"]["known"] == 20
    assert document["books"][0]["cover_url"]
    assert not queue.calls


def test_what_is_known_is_not_asked_again(build: Build, open_library: StandIn) -> None:
    build(books(*range(1, 21)))
    asked = len(open_library.asked)

    document = build(books(*range(1, 21)))

    assert len(open_library.asked) == asked
    assert document["enrichment_stats"]["known"] == 20


def test_offline_no_service_is_asked(build: Build, open_library: StandIn) -> None:
    document = build(books(1, 2), "--offline")

    assert not open_library.asked
    assert document["enrichment_stats"]["waiting"] == 2
    assert not Provider.objects.exists()


def test_a_service_that_is_away_leaves_a_dashboard_with_a_gap(
    build: Build, output: Path, open_library: StandIn, capsys: pytest.CaptureFixture[str]
) -> None:
    open_library.away = True

    with pytest.raises(SystemExit) as ended:
        build(books(1, 2), "--patience", "0")

    assert ended.value.code == 3
    assert json.loads(output.read_bytes())["enrichment_stats"]["waiting"] == 2
    said = capsys.readouterr()
    assert "2 not asked about" in said.out
    assert "Run it again to go on" in said.err


def test_run_again_it_goes_on_where_the_service_was_away(build: Build, open_library: StandIn) -> None:
    open_library.away = True
    with pytest.raises(SystemExit):
        build(books(1, 2), "--patience", "0")

    open_library.away = False

    assert build(books(1, 2))["enrichment_stats"]["known"] == 2


def test_a_page_that_opens_without_a_server_is_built_beside_the_document(
    build: Build, tmp_path: Path, open_library: StandIn
) -> None:
    build(books(*range(1, 16)), "--html", str(tmp_path / "page.html"))

    page = (tmp_path / "page.html").read_text("utf-8")
    assert "15 books" in page
    assert page.count('<tr id="book-') == 15
    assert "/static/" not in page


def test_a_page_can_be_built_without_keeping_the_document(tmp_path: Path) -> None:
    export, page = tmp_path / "export.csv", tmp_path / "page.html"
    export.write_bytes(books(1))

    call_command("build_dashboard", str(export), "--html", str(page), "--offline")

    assert sorted(path.name for path in tmp_path.iterdir()) == ["export.csv", "page.html"]


def test_a_page_is_built_in_the_language_that_is_asked_for(tmp_path: Path) -> None:
    # given
    export, page = tmp_path / "export.csv", tmp_path / "page.html"
    export.write_bytes(books(1, 2))

    # when
    call_command("build_dashboard", str(export), "--html", str(page), "--offline", "--language", "de")

    # then
    assert '<html lang="de">' in page.read_text("utf-8")


def test_somewhere_it_has_to_be_written(tmp_path: Path) -> None:
    export = tmp_path / "export.csv"
    export.write_bytes(books(1))

    with pytest.raises(CommandError, match="Say where to write"):
        call_command("build_dashboard", str(export))


def test_rows_that_cannot_be_read_are_named(
    build: Build, open_library: StandIn, capsys: pytest.CaptureFixture[str]
) -> None:
    document = build(books(1) + 7 * TOO_LONG)

    said = capsys.readouterr().out
    assert document["unreadable_rows"] == 7
    assert "7 rows could not be read:" in said
    assert "  row 2: " in said
    assert "  and 2 more\n" in said


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"name,age\nIda,7\n", "column"), (b"", "empty"), (books() + TOO_LONG, "no book in this file")],
)
def test_a_wrong_file_is_refused_in_the_parsers_words_and_nothing_is_written(
    build: Build, output: Path, content: bytes, said: str
) -> None:
    with pytest.raises(CommandError, match=said):
        build(content, "--offline")

    assert not output.exists()


def test_a_missing_file_or_folder_is_named(tmp_path: Path) -> None:
    here = tmp_path / "export.csv"
    here.write_bytes(books(1))

    with pytest.raises(CommandError, match=r"no file .*nowhere.csv"):
        call_command("build_dashboard", str(tmp_path / "nowhere.csv"), "--output", str(tmp_path / "out.json"))
    with pytest.raises(CommandError, match=r"no folder .*nowhere"):
        call_command("build_dashboard", str(here), "--output", str(tmp_path / "nowhere" / "out.json"))
    with pytest.raises(CommandError, match="the export itself"):
        call_command("build_dashboard", str(here), "--output", str(here))


def test_ctrl_c_writes_nothing_but_keeps_what_was_learnt(
    build: Build, output: Path, open_library: StandIn, capsys: pytest.CaptureFixture[str]
) -> None:
    half_known = books(*range(80, 120))
    open_library.asked = InterruptedByTheFirst()

    with pytest.raises(SystemExit) as ended:
        build(half_known)

    assert ended.value.code == 130
    assert not output.exists()
    assert "run it again to go on" in capsys.readouterr().err
    assert len(open_library.asked) == 1
    assert build(half_known)["enrichment_stats"]["known"] == 20
    assert isbn_of(80) in open_library.asked[0]
    assert isbn_of(80) not in open_library.asked[1]


class InterruptedByTheFirst(list[str]):
    """Takes down what is asked; at the first question somebody presses Ctrl-C."""

    def append(self, question: str) -> None:
        super().append(question)
        if len(self) == 1:
            os.kill(os.getpid(), signal.SIGINT)
