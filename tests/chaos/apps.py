"""Turns the knobs in every process of a trial: the trial's own, the watchdog's and the workers'."""

from __future__ import annotations

from django.apps import AppConfig
from django.conf import settings


class ChaosConfig(AppConfig):
    name = "tests.chaos"
    label = "chaos"

    def ready(self) -> None:
        from goodreads_site import background
        from tests.chaos.sending import send_twice
        from uploads import batches, ingest, models

        knobs = settings.KNOBS
        models.MAX_RUNS = ingest.MAX_RUNS = knobs.max_runs
        if knobs.hasty:
            batches.FIRST_BATCH, batches.BATCH, batches.PUBLISH_EVERY = 4, 6, 0.5
        if knobs.twice:
            background._sender = send_twice
