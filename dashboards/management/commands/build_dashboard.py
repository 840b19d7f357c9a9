"""Builds a dashboard from an export on disk: no web app, no worker, no queue."""

from __future__ import annotations

import contextlib
import datetime as dt
import signal
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any, Self

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone, translation

from dashboards import building
from dashboards.building import Export
from dashboards.document.reading import read_head
from dashboards.one_file import page_of
from enrichment.patience import Stopped, gaps, look_up_patiently, unanswered
from goodreads_site.terminal import ProgressBar, counted
from uploads.ingest import nothing_readable
from uploads.library import LibraryWriter
from uploads.parsing import ExportRejected

PATIENCE = 180.0  # seconds: two of the pauses that Open Library wants from who was too fast
SHOWN = 5  # rows that could not be read
INCOMPLETE = 3  # exit code: the dashboard is written, but a service could not be asked about every book
INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Targets:
    """The files to write, at least one of the two."""

    document: Path | None
    page: Path | None
    language: str  # of the page


class Command(BaseCommand):
    help = (
        "Build a dashboard from an export without the web app. Interrupt it and run it again: what was learnt "
        "is not asked for twice. Exit codes: 0 done, 1 nothing written, 3 written but for what a service did not answer, "
        "130 interrupted."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "export",
            type=Path,
            help="The export as it was downloaded, of Goodreads or another service (docs/doors.md).",
        )
        parser.add_argument("--output", type=Path, help="Where to write the document (JSON).")
        parser.add_argument(
            "--html", type=Path, help="Where to write the dashboard as one HTML file that opens without a server."
        )
        parser.add_argument(
            "--language",
            choices=[code for code, _name in settings.LANGUAGES],
            default=settings.LANGUAGE_CODE,
            help="The language of the HTML file (default: %(default)s).",
        )
        parser.add_argument("--offline", action="store_true", help="Ask no service: use what is known already.")
        parser.add_argument(
            "--patience",
            type=float,
            default=PATIENCE,
            help="Seconds to wait for a service that gives no answer (default: %(default).0f).",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        export = options["export"]
        targets = Targets(options["output"], options["html"], options["language"])
        self._check(export, targets)
        try:
            with export.open("rb") as file, LibraryWriter() as library:
                read_at = timezone.now()
                read = building.read_export(file, library, today=timezone.localdate())
                self._tell_of(read)
                if not options["offline"]:
                    self._look_up(read, patience=options["patience"])
                waiting = self._write(read, targets, read_at=read_at)
                if not options["offline"]:
                    self._sum_up(read, waiting=waiting)
        except ExportRejected as rejected:
            raise CommandError(str(rejected)) from None
        except OSError as error:
            raise CommandError(f"{error.filename or export}: {error.strerror}") from None
        except KeyboardInterrupt:
            self.stderr.write("Interrupted: nothing was written. What was learnt is kept; run it again to go on.")
            sys.exit(INTERRUPTED)

    def _check(self, export: Path, targets: Targets) -> None:
        """Find out before minutes have gone by."""
        if not export.is_file():
            raise CommandError(f"There is no file {export}.")
        if targets.document == targets.page:
            raise CommandError("Say where to write: --output for the document, --html for a page, each its own file.")
        for target in filter(None, (targets.document, targets.page)):
            if not target.parent.is_dir():
                raise CommandError(f"There is no folder {target.parent} to write {target.name} into.")
            if target.is_dir() or target.resolve() == export.resolve():
                raise CommandError(f"{target} is {'a folder' if target.is_dir() else 'the export itself'}.")
        migrations = MigrationExecutor(connection)
        if migrations.migration_plan(migrations.loader.graph.leaf_nodes()):
            raise CommandError("The database is not up to date: run `manage.py migrate`, then this again.")

    def _tell_of(self, export: Export) -> None:
        self.stdout.write(f"{counted(len(export.book_ids), 'book')} read.")
        if export.unreadable:
            self.stdout.write(f"{counted(len(export.unreadable), 'row')} could not be read:")
        for issue in export.unreadable[:SHOWN]:
            self.stdout.write(f"  row {issue.row}: {issue.reason}")
        if len(export.unreadable) > SHOWN:
            self.stdout.write(f"  and {len(export.unreadable) - SHOWN:,} more")
        if not export.book_ids:
            raise nothing_readable()

    def _look_up(self, export: Export, *, patience: float) -> None:
        with ProgressBar("Looking up", len(unanswered(export.book_ids))) as bar, _Watch(bar).on_ctrl_c() as watch:
            look_up_patiently(export.book_ids, patience=patience, watcher=watch)
        if watch.stopped:
            raise KeyboardInterrupt

    def _write(self, export: Export, targets: Targets, *, read_at: dt.datetime) -> int:
        """Write what is wanted, all of it whole or not at all: how many books no service has answered for."""
        with building.replacing(targets.document) if targets.document else tempfile.TemporaryFile() as file:
            building.write_dashboard(export, file, read_at=read_at, now=timezone.now())
            found = read_head(file)["enrichment_stats"]
            if targets.page:
                with building.replacing(targets.page) as page, translation.override(targets.language):
                    page.write(page_of(file, unreadable=export.unreadable).encode())
        written = " and ".join(str(target) for target in (targets.document, targets.page) if target)
        self.stdout.write(
            f"{written}: {counted(found['books'], 'book')}, {found['known']:,} known to a service, "
            f"{found['not_known']:,} not known, {found['waiting']:,} not asked about."
        )
        return int(found["waiting"])

    def _sum_up(self, export: Export, *, waiting: int) -> None:
        if waiting:
            self.stderr.write("The dashboard is complete but for what a service did not answer. Run it again to go on.")
            sys.exit(INCOMPLETE)
        if left := len(gaps(export.book_ids)):
            self.stdout.write(
                f"Other services may know {left:,} of the unknown ones: run it again, and they are asked about more of them."
            )


class _Watch:
    """Shows how far the looking up has come, and ends it on Ctrl-C once what was learnt is kept."""

    def __init__(self, bar: ProgressBar) -> None:
        self.stopped = False
        self._bar = bar

    def pulse(self) -> None:
        if self.stopped:
            raise Stopped("stopped by hand")

    def answered(self, books: int) -> None:
        self._bar.advance(books)

    def wait(self, seconds: float, reason: str) -> None:
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0 and not self.stopped:
            self._bar.say(f"{reason}; going on in {left:.0f} s")
            time.sleep(min(left, 1.0))

    @contextlib.contextmanager
    def on_ctrl_c(self) -> Iterator[Self]:
        before = signal.signal(signal.SIGINT, self._stop)
        try:
            yield self
        finally:
            signal.signal(signal.SIGINT, before)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        if self.stopped:  # the second time: at once, whatever is lost
            raise KeyboardInterrupt
        self.stopped = True
        self._bar.say("Stopping after this request; Ctrl-C once more to stop at once")
