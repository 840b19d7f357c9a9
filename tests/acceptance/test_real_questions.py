"""What must hold for questions to every real library, through the HTTP API and the page."""

from __future__ import annotations

import json
import time
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from benchmarks.installation import Installation
from benchmarks.measuring import follow
from tests.acceptance.asking import (
    is_told,
    known_questions,
    other_questions,
    unanswerable_questions,
    what_is_inconsistent,
)
from tests.shared_data import SHARED

pytestmark = [pytest.mark.acceptance, pytest.mark.timeout(600)]
EXPORTS = sorted(SHARED.glob("exports/*.csv")) if SHARED else []
SECONDS = 10.0  # that one answer may take where other work shares the cores
JSON = {"Content-Type": "application/json"}


def ask(site: Installation, uuid: str, question: str) -> Any:
    started = time.monotonic()
    data = json.dumps({"question": question[:300]}).encode()
    status, said = site.call(f"/api/data/{uuid}/ask", method="POST", data=data, headers=JSON)
    assert status == 200, f"{question!r} was answered with {status}"
    assert time.monotonic() - started < SECONDS, f"{question!r} took too long"
    assert bool(said["readings"]) != bool(said["refusal"])
    return said


@pytest.mark.parametrize("path", EXPORTS[::2], ids=lambda path: path.name)  # all twelve take CI beyond its time
def test_answers_are_what_the_library_holds(fast: Installation, path: Path) -> None:
    followed = follow(fast, path.read_bytes())
    books = followed.document["books"]

    wrong, refused, asked = [], [], 0
    for known in known_questions(books):
        said, asked = ask(fast, followed.uuid, known.question), asked + 1
        if said["refusal"]:
            refused.append(known.question)
        elif not any(is_told(known, reading) for reading in said["readings"]):
            wrong.append((known, [reading["answer"] for reading in said["readings"]]))
    assert not wrong
    assert len(refused) <= 0.1 * asked, refused

    inconsistent = []
    for question in other_questions(books):
        said = ask(fast, followed.uuid, question)
        inconsistent += [
            (question, reading["answer"], found)
            for reading in said["readings"]
            if (found := what_is_inconsistent(reading))
        ]
    assert not inconsistent

    confident = [one for one in unanswerable_questions(books) if ask(fast, followed.uuid, one)["readings"]]
    assert not confident


@pytest.mark.parametrize(
    "path", EXPORTS[::4], ids=lambda path: path.name
)  # what is offered hardly differs between them
def test_what_a_refusal_offers_is_answered_and_the_page_shows_it(fast: Installation, path: Path) -> None:
    followed = follow(fast, path.read_bytes())

    offered = {
        near
        for question in unanswerable_questions(followed.document["books"])
        if (refusal := ask(fast, followed.uuid, question)["refusal"])
        for near in refusal["near"]
    }

    assert offered
    for question in offered:
        assert ask(fast, followed.uuid, question)["readings"], question
        page = f"{fast.site}/d/{followed.uuid}/ask?{urllib.parse.urlencode({'q': question})}"
        with urllib.request.urlopen(page, timeout=60) as answer:
            assert answer.status == 200
