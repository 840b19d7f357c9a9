"""Re-runs the genre rules over the catalogue, and has every dashboard published by them."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand

from dashboards import regenre
from dashboards.regenre import Weighed
from enrichment import genres, reweighing
from goodreads_site.terminal import ProgressBar, counted


class Command(BaseCommand):
    help = (
        "Run the genre rules anew over what the services once said of each book, then publish the dashboards. "
        "No service is asked. Kill it and run it again: it goes on where it was."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--all", action="store_true", help="Weigh every book, also those that today's rules have weighed already."
        )
        parser.add_argument("--dry-run", action="store_true", help="Only say how many books would change their genres.")

    def handle(self, *args: Any, **options: Any) -> None:
        everything = options["all"]
        if options["dry_run"]:
            weighed = self._follow(regenre.preview(everything=everything), everything=everything)
            self.stdout.write(f"{counted(weighed.books, 'book')} would be weighed by rules {genres.RULES_VERSION}.")
            self.stdout.write(f"{weighed.changed:,} of them would change their genres. Nothing was kept.")
            return
        if everything:
            reweighing.forget_versions()
        weighed = self._follow(regenre.weigh_catalogue(), everything=False)
        self.stdout.write(f"{counted(weighed.books, 'book')} weighed by rules {genres.RULES_VERSION}.")
        self.stdout.write(f"{weighed.changed:,} of them changed their genres.")
        self._publish()

    def _follow(self, steps: Iterator[Weighed], *, everything: bool) -> Weighed:
        weighed = Weighed()
        with ProgressBar("Weighing", reweighing.to_weigh(everything=everything).count()) as bar:
            for weighed in steps:
                bar.reach(weighed.books)
        return weighed

    def _publish(self) -> None:
        woken = regenre.wake_publishing()
        self.stdout.write(f"{counted(woken.dashboards, 'dashboard')} handed to the workers to be published.")
        if woken.left:
            left = counted(woken.left, "dashboard")
            self.stdout.write(f"No worker takes up work: {left} will follow by themselves once one runs.")
