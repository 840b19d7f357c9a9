"""Builds dashboards/sample/document.json from the sample's export and facts."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from dashboards.library import SAMPLE
from dashboards.sampling import write_sample


class Command(BaseCommand):
    help = "Build the document of the sample dashboard anew. Run it when the rules or the document change."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        with SAMPLE.open("wb") as out:
            written = write_sample(out)
        self.stdout.write(f"{written.total_books} books, {written.bytes:,} bytes in {SAMPLE.name}")
