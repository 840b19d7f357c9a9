"""The real command, with less patience: a trial has a minute."""

from __future__ import annotations

from dataclasses import replace

from django.conf import settings

from goodreads_site.management.commands import runworker
from goodreads_site.watchdog import Patience


class Command(runworker.Command):
    def patience(self, *, grace: float) -> Patience:
        patience = super().patience(grace=grace)
        return replace(patience, stall=6.0, unsettled=5.0) if settings.KNOBS.hasty else patience
