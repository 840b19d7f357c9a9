"""Scores the planner on files of questions whose answers are known."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from dashboards.ask.planner import Refusal
from dashboards.ask.scoring import (
    BadQuestions,
    Judged,
    Question,
    Verdict,
    counts_by_kind,
    judge,
    questions_of,
    shares_of,
)
from dashboards.ask.tables.filling import fill
from dashboards.ask.tables.plain_books import as_in_documents
from dashboards.sampling import FOLDER

_AS_IT_SHOULD = (Verdict.RIGHT, Verdict.REFUSED_RIGHTLY)


class Command(BaseCommand):
    help = (
        "Put questions whose answers are known to the planner, and say how many it answered right, refused rightly, "
        "refused wrongly, or answered wrong, by kind of question. Exit code 1 where an answer was wrong."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", type=Path, nargs="+", metavar="FILE", help="JSON: a list of id, q, kind and sql.")
        parser.add_argument(
            "--library",
            type=Path,
            default=FOLDER / "document.json",
            help="The library to ask: a document, or a plain list of books (JSON). The sample library if left out.",
        )
        parser.add_argument(
            "--today",
            type=dt.date.fromisoformat,
            help='What "last year" is counted from, as 2024-12-28. The day the document was published if left out.',
        )
        parser.add_argument(
            "--totals",
            action="store_true",
            help="Name none of the questions: for those kept aside, which whoever builds must not read.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        files: list[Path] = options["files"]
        asked = {file: self._questions(file) for file in files}
        library = self._json(options["library"])
        today = options["today"] or _day_of(library)
        with contextlib.closing(fill(_books_of(library))) as connection:
            try:
                judged = {file: judge(questions, connection, today) for file, questions in asked.items()}
            except BadQuestions as wrong:
                raise CommandError(str(wrong)) from wrong
        for file, of_file in judged.items():
            self._tell(file, of_file, named=not options["totals"])
        if any(one.verdict is Verdict.WRONG for of_file in judged.values() for one in of_file):
            raise CommandError("At least one answer was wrong.")

    def _questions(self, file: Path) -> list[Question]:
        try:
            return questions_of(self._json(file))
        except BadQuestions as wrong:
            raise CommandError(f"{file}: {wrong}") from wrong

    def _json(self, file: Path) -> Any:
        try:
            return json.loads(file.read_text("utf-8"))
        except (OSError, ValueError) as wrong:
            raise CommandError(f"{file} cannot be read: {wrong}") from wrong

    def _tell(self, file: Path, judged: Sequence[Judged], *, named: bool) -> None:
        self.stdout.write(f"{file.name}: {len(judged)} questions")
        for one in judged:
            if named and one.verdict not in _AS_IT_SHOULD:
                self.stdout.write(f"  {one.verdict}: {one.question.id} {one.question.text}{_reason(one)}")
        by_kind = counts_by_kind(judged)
        self.stdout.write(f"  {'':8}" + "".join(f"{verdict:>17}" for verdict in Verdict))
        for kind, counts in by_kind.items():
            self._line(kind, counts)
        self._line("all", sum(by_kind.values(), Counter()))
        for line in shares_of(by_kind):
            self.stdout.write(f"  {line}")

    def _line(self, name: str, counts: Mapping[Verdict, int]) -> None:
        self.stdout.write(f"  {name:8}" + "".join(f"{counts.get(verdict, 0):17}" for verdict in Verdict))


def _books_of(library: Any) -> list[Mapping[str, Any]]:
    try:
        return library["books"] if isinstance(library, dict) else [as_in_documents(book) for book in library]
    except (KeyError, TypeError) as wrong:
        raise CommandError(f"The library is neither a document nor a list of books: {wrong!r}.") from wrong


def _day_of(library: Any) -> dt.date:
    if isinstance(library, dict):
        return dt.datetime.fromisoformat(library["published_at"]).date()
    return timezone.localdate()


def _reason(one: Judged) -> str:
    if not isinstance(one.answer, Refusal):
        return ""
    return f" ({', '.join([one.answer.reason, *one.answer.words])})"
