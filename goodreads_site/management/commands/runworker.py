"""Starts the background workers and keeps them at work."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import threading
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import close_old_connections

from goodreads_site import background
from goodreads_site.signs import Signs
from goodreads_site.watchdog import Patience, Watchdog

AFTER_THE_TIMEOUT = 3  # seconds that django-q2 gives a task which has timed out


class Command(BaseCommand):
    help = "Runs the background workers, and starts them anew when they stand still. Ctrl-C or SIGTERM ends them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--until-stdin-closes",
            action="store_true",
            help="End when standard input is closed: whoever started this is gone.",
        )
        parser.add_argument(
            "--grace",
            type=float,
            default=Patience().stop,
            help="Seconds that tasks under way get to end when the workers are stopped (default: %(default).0f).",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        with tempfile.TemporaryDirectory(prefix="goodreads-stats-worker-") as folder:
            watchdog = self._watchdog(Path(folder), self.patience(grace=options["grace"]))
            for name in (signal.SIGTERM, signal.SIGINT):
                signal.signal(name, lambda *_: watchdog.ask_to_stop())
            if options["until_stdin_closes"]:
                threading.Thread(target=_stop_with_stdin, args=(watchdog,), daemon=True).start()
            self.stdout.write(f"{settings.WORKERS} workers look up books in the background.")
            watchdog.run()
            self.stdout.write("The workers have ended.")

    def patience(self, *, grace: float) -> Patience:
        return Patience(stop=grace, task=settings.TASK_TIMEOUT + AFTER_THE_TIMEOUT)

    def _watchdog(self, folder: Path, patience: Patience) -> Watchdog:
        command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "qcluster", "--signs", str(folder)]
        return Watchdog(
            command,
            Signs(folder),
            workers=settings.WORKERS,
            on_dead_worker=_free_what_it_held,
            patience=patience,
        )


def _free_what_it_held(worker: str) -> None:
    close_old_connections()
    background.enqueue("free", worker=worker)


def _stop_with_stdin(watchdog: Watchdog) -> None:
    while os.read(sys.stdin.fileno(), 1):
        continue
    watchdog.ask_to_stop()
