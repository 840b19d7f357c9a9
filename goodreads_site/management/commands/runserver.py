"""Django's development server, with the background workers beside it."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.management.commands import runserver
from django.core.management.base import CommandParser
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor


class Command(runserver.Command):
    help = "Starts the development server and, beside it, the background workers (--no-worker leaves them out)."
    default_port = str(settings.PORT)

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--no-worker", action="store_true", help="Start no background workers.")

    def inner_run(self, *args: Any, **options: Any) -> None:
        # With the autoreloader this runs in the inner process, which ends at every change of the code: so the
        # workers are started anew as well, and only once.
        with self._worker() if self._is_migrated() and not options["no_worker"] else contextlib.nullcontext():
            super().inner_run(*args, **options)

    def check_migrations(self) -> None:
        if not self._is_migrated():
            self.stderr.write(
                "The database is not up to date: run `make run`, or `manage.py migrate`, then this again."
            )

    def _is_migrated(self) -> bool:
        executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())

    @contextlib.contextmanager
    def _worker(self) -> Iterator[None]:
        """The worker ends when its stdin closes: so it ends with this process, however that comes to its end."""
        self.stdout.write("The background workers start beside the server (--no-worker leaves them out).")
        command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "runworker", "--until-stdin-closes"]
        # A session of its own, so that Ctrl-C reaches the server alone, and the workers end in good order.
        worker = subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True)  # noqa: S603 - our own
        try:
            yield
        finally:
            if worker.stdin:
                worker.stdin.close()
