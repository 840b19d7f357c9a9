"""Builds a dashboard from an export on disk: no web app, no worker, no queue."""

from __future__ import annotations

import contextlib
import datetime as dt
import signal
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any, Self

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from dashboards import building
from dashboards.building import Export
from dashboards.document.reading import read_head
from enrichment.patience import Stopped, gaps, look_up_patiently, unanswered
from goodreads_site.terminal import ProgressBar, counted
from uploads.ingest import nothing_readable
from uploads.library import LibraryWriter
from uploads.parsing import ExportRejected

PATIENCE = 180.0  # seconds: two of the pauses that Open Library wants from who was too fast
SHOWN = 5  # rows that could not be read
INCOMPLETE = 3  # exit code: the dashboard is written, but a service could not be asked about every book
INTERRUPTED = 130


class Command(BaseCommand):
    help = (
        "Build a dashboard from a Goodreads export without the web app. Interrupt it and run it again: what was learnt "
        "is not asked for twice. Exit codes: 0 done, 1 nothing written, 3 written but for what a service did not answer, "
        "130 interrupted."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("export", type=Path, help="The CSV file as Goodreads gave it.")
        parser.add_argument("--output", type=Path, required=True, help="Where to write the document (JSON).")
        parser.add_argument("--offline", action="store_true", help="Ask no service: use what is known already.")
        parser.add_argument(
            "--patience",
            type=float,
            default=PATIENCE,
            help="Seconds to wait for a service that gives no answer (default: %(default).0f).",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        export, output = options["export"], options["output"]
        self._check(export, output)
        try:
            with export.open("rb") as file, LibraryWriter() as library:
                read_at = timezone.now()
                read = building.read_export(file, library, today=timezone.localdate())
                self._tell_of(read)
                if not options["offline"]:
                    self._look_up(read, patience=options["patience"])
                self._write(read, output, read_at=read_at, offline=options["offline"])
        except ExportRejected as rejected:
            raise CommandError(str(rejected)) from None
        except OSError as error:
            raise CommandError(f"{error.filename or output}: {error.strerror}") from None
        except KeyboardInterrupt:
            self.stderr.write("Interrupted: nothing was written. What was learnt is kept; run it again to go on.")
            sys.exit(INTERRUPTED)

    def _check(self, export: Path, output: Path) -> None:
        """Find out before minutes have gone by."""
        if not export.is_file():
            raise CommandError(f"There is no file {export}.")
        if not output.parent.is_dir():
            raise CommandError(f"There is no folder {output.parent} to write {output.name} into.")
        if output.is_dir() or output.resolve() == export.resolve():
            raise CommandError(f"{output} is {'a folder' if output.is_dir() else 'the export itself'}.")
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

    def _write(self, export: Export, output: Path, *, read_at: dt.datetime, offline: bool) -> None:
        with building.replacing(output) as file:
            building.write_dashboard(export, file, read_at=read_at, now=timezone.now())
            found = read_head(file)["enrichment_stats"]
        self.stdout.write(
            f"{output}: {counted(found['books'], 'book')}, {found['known']:,} known to a service, "
            f"{found['not_known']:,} not known, {found['waiting']:,} not asked about."
        )
        if offline:
            return
        if left := len(gaps(export.book_ids)):
            self.stdout.write(
                f"Other services are asked about {left:,} of the unknown ones, a few a run: run it again in an hour."
            )
        if found["waiting"]:
            self.stderr.write("The dashboard is complete but for what a service did not answer. Run it again to go on.")
            sys.exit(INCOMPLETE)


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
