"""django-q2's command, with the signs of life that the watchdog looks for."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django_q.management.commands import qcluster

from goodreads_site.cluster import run_cluster
from goodreads_site.signs import Signs


class Command(qcluster.Command):  # type: ignore[misc]
    help = "Starts workers that nobody watches. You want `runworker`, which starts this one and watches it."
    requires_system_checks: list[str] = []  # `runworker` has run them; here seconds count

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--signs", type=Path, help="The folder for signs of life; the watchdog gives it.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["signs"]:
            run_cluster(Signs(options["signs"]))
        else:
            super().handle(*args, **options)
