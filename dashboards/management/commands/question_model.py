"""Which model reads questions, and what it has cost."""

from __future__ import annotations

import datetime as dt
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from dashboards.ask.model.prices import A_DOLLAR
from dashboards.asking.model.choice import chosen, what_is_missing
from dashboards.models import Spending


class Command(BaseCommand):
    help = "Shows which model may read questions, and what it was asked and cost today and on the days before (UTC)."
    requires_system_checks = []  # what is missing is said here

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--days", type=int, default=7, help="so many days back (7)")

    def handle(self, *args: Any, days: int, **options: Any) -> None:
        self.stdout.write(_which())
        today = timezone.localdate()
        rows = {row.day: row for row in Spending.objects.filter(day__gt=today - dt.timedelta(days=days))}
        for day in sorted({today, *rows}, reverse=True):
            row = rows.get(day, Spending(day=day))
            limit = f" of ${settings.QUESTION_MODEL_DAILY_USD:.2f}" if day == today else ""
            self.stdout.write(
                f"{day}  ${row.millionths / A_DOLLAR:.4f}{limit}  {row.requests:,} requests, "
                f"{row.tokens_in:,} tokens sent, {row.tokens_out:,} answered"
            )


def _which() -> str:
    if missing := what_is_missing():
        return f"No model may be asked: {missing}"
    choice = chosen()
    if choice is None:
        return "No model is switched on (QUESTION_MODEL)."
    return (
        f"{choice.name}: ${choice.prices.input:g} and ${choice.prices.output:g} for a million tokens in and out; "
        f"one request is ${choice.prices.worst / A_DOLLAR:.4f} at most."
    )
