"""What asking a model has cost, a row a day. The dashboards themselves are files; no reader is in here."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import F

from dashboards.ask.model.prices import A_DOLLAR


class SpendingQuerySet(models.QuerySet["Spending"]):
    def reserve(self, millionths: int, *, day: dt.date, most: int) -> bool:
        """Set so much of the day's `most` aside for one request, if it is left.

        One UPDATE that looks and adds at once: of two processes that want the last of it, one gets it.
        """
        self.bulk_create([Spending(day=day)], ignore_conflicts=True)
        left = self.filter(day=day, millionths__lte=most - millionths)
        return bool(left.update(millionths=F("millionths") + millionths, requests=F("requests") + 1))

    def settle(self, reserved: int, spent: int, *, day: dt.date, tokens_in: int = 0, tokens_out: int = 0) -> None:
        """Put what the request has cost in the place of what was set aside for it."""
        self.filter(day=day).update(
            millionths=F("millionths") + (spent - reserved),
            tokens_in=F("tokens_in") + tokens_in,
            tokens_out=F("tokens_out") + tokens_out,
        )


class Spending(models.Model):
    """What the requests of one day (UTC) have cost, those that are still under way at their worst."""

    day = models.DateField(primary_key=True)
    millionths = models.PositiveBigIntegerField(default=0)  # of a dollar
    requests = models.PositiveIntegerField(default=0)
    tokens_in = models.PositiveBigIntegerField(default=0)
    tokens_out = models.PositiveBigIntegerField(default=0)

    objects = SpendingQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.day}: ${self.millionths / A_DOLLAR:.4f}"
