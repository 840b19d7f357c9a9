"""Asks the live services whether they still are as our code takes them to be."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from enrichment.assumptions import google_books, open_library
from enrichment.assumptions.asking import Asker
from enrichment.assumptions.checking import Assumption, Finding, check
from enrichment.facts import OPEN_LIBRARY_COVER

RECORDED = settings.BASE_DIR / "tests" / "enrichment" / "recorded"
LIVE_OPEN_LIBRARY = "https://openlibrary.org"
GENTLENESS = 3  # times slower than we may ask
DIFFERS = 1  # exit codes
NOT_ASKED = 3


class Command(BaseCommand):
    help = (
        "Ask the live services some ten polite questions, and say what differs from what our code assumes and which "
        "setting or line to change. Exit codes: 0 all is as assumed, 1 something differs, 3 nothing differs, but a "
        "service could not be asked."
    )
    requires_system_checks: list[str] = []  # it needs no database and no pages

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--recorded", type=Path, default=RECORDED, help="The folder of recorded answers (those of the tests)."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["recorded"]
        if not folder.is_dir():
            raise CommandError(f"There are no recorded answers in {folder}: run this where the tests are.")
        findings: list[Finding] = []
        with self._asker() as asker:
            for service, found in groupby(
                check(self._assumptions(folder), asker), key=lambda finding: finding.assumption.question.service
            ):
                self.stdout.write(service)
                for finding in found:
                    findings.append(finding)
                    self.stdout.write("\n".join(_lines(finding)))
        self._sum_up(findings, requests=asker.requests)

    def _asker(self) -> Asker:
        covers = urlsplit(OPEN_LIBRARY_COVER)
        return Asker(
            {
                open_library.OPEN_LIBRARY: settings.OPEN_LIBRARY_URL,
                open_library.COVERS: f"{covers.scheme}://{covers.netloc}",
                google_books.GOOGLE_BOOKS: settings.GOOGLE_BOOKS_URL,
            },
            user_agent=settings.USER_AGENT,
            api_key=settings.GOOGLE_BOOKS_API_KEY,
            pause=GENTLENESS / settings.OPEN_LIBRARY_PER_SECOND,
        )

    def _assumptions(self, folder: Path) -> Iterator[Assumption]:
        def recorded(name: str) -> Any:
            return json.loads((folder / f"{name}.json").read_text("utf-8"))

        yield from open_library.searches(recorded)
        if settings.OPEN_LIBRARY_URL == LIVE_OPEN_LIBRARY:
            yield from open_library.covers(settings.COVER_HOSTS)
        else:
            self.stdout.write(f"Covers are not asked for: OPEN_LIBRARY_URL is {settings.OPEN_LIBRARY_URL}.")
        yield from google_books.without_key(recorded)
        if settings.GOOGLE_BOOKS_API_KEY:
            yield from google_books.with_key(recorded)
        else:
            self.stdout.write("Google Books' answers are not looked at: GOOGLE_BOOKS_API_KEY is not set.")

    def _sum_up(self, findings: list[Finding], *, requests: int) -> None:
        differ = sum(bool(finding.differences) for finding in findings)
        skipped = sum(bool(finding.skipped) for finding in findings)
        self.stdout.write(
            f"{requests} requests as {settings.USER_AGENT}: {len(findings) - differ - skipped} as assumed, "
            f"{differ} different, {skipped} not tried."
        )
        if differ or skipped:
            sys.exit(DIFFERS if differ else NOT_ASKED)


def _lines(finding: Finding) -> Iterator[str]:
    state = "not tried" if finding.skipped else "differs" if finding.differences else "ok"
    notes = "; ".join(filter(None, (*finding.notes, finding.skipped)))
    yield f"  {state:<10}{finding.assumption.says}{f': {notes}' if notes else ''}"
    for difference in finding.differences:
        yield f"  {'':<10}{difference.what}"
        yield f"  {'':<10}Change {difference.change}"
