"""The shared catalogue: what the services said of each book, and how each service is to be treated.

No reader is in it. An upload asks for books; a book known once is not asked for again while it is fresh.
"""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


class Book(models.Model):
    """One book as exports name it: the identity is the ISBN-13, else the Goodreads id, else title and author."""

    identity = models.CharField(max_length=120, unique=True)
    isbn13 = models.CharField(max_length=13, blank=True, db_index=True)
    goodreads_id = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=500)
    author = models.CharField(max_length=300)
    year = models.IntegerField(null=True, blank=True)
    # What the subjects of all answers weigh, and the rules that weighed them: kept because weighing costs
    # more than all else that a publication does.
    weights = models.JSONField(null=True, blank=True)
    weights_version = models.CharField(max_length=20, blank=True)

    def __str__(self) -> str:
        return f"{self.title} ({self.author})"


class Outcome(models.TextChoices):
    KNOWN = "known", "known"
    NOT_KNOWN = "not_known", "not known"


class AnswerQuerySet(models.QuerySet["Answer"]):
    def fresh(self, *, now: dt.datetime) -> AnswerQuerySet:
        """Answers that need not be asked for again yet."""
        return self.filter(next_attempt_at__gt=now)


class Answer(models.Model):
    """What one provider said of one book, raw, so that better rules need no new request."""

    book = models.ForeignKey(Book, on_delete=models.CASCADE, related_name="answers")
    provider = models.CharField(max_length=20)
    outcome = models.CharField(max_length=10, choices=Outcome)
    facts = models.JSONField(default=dict, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    asked_at = models.DateTimeField()
    next_attempt_at = models.DateTimeField()

    objects = AnswerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["book", "provider"], name="one_answer_a_provider"),
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="answer_outcome_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.provider}: {self.outcome}"


class Author(models.Model):
    """Somebody who wrote books of the catalogue, and what a source said of them; none while no source is switched on.

    The identity is the Open Library id, else the name: see `authors`.
    """

    identity = models.CharField(max_length=200, unique=True)
    name = models.CharField(max_length=300)
    source = models.CharField(max_length=20)
    outcome = models.CharField(max_length=10, choices=Outcome)
    facts = models.JSONField(default=dict, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    asked_at = models.DateTimeField()
    next_attempt_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="author_outcome_is_known"),
        ]

    def __str__(self) -> str:
        return self.name


class Authorship(models.Model):
    """Who wrote a book: the author whose name stands at it, the first where it has several."""

    book = models.OneToOneField(Book, on_delete=models.CASCADE, primary_key=True, related_name="authorship")
    author = models.ForeignKey(Author, on_delete=models.CASCADE, related_name="authorships")

    def __str__(self) -> str:
        return f"{self.author_id} wrote {self.book_id}"


class Provider(models.Model):
    """One service: the next free slot for a request, and whether it is left alone for now. See `limits`."""

    name = models.CharField(primary_key=True, max_length=20)
    next_slot_at = models.DateTimeField(default=EPOCH)
    paused_until = models.DateTimeField(default=EPOCH)
    pause_reason = models.CharField(max_length=200, blank=True)
    failures = models.PositiveIntegerField(default=0)  # in a row
    day = models.DateField(null=True, blank=True)
    calls_today = models.PositiveIntegerField(default=0)
    calls = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(calls__gte=F("calls_today")), name="provider_calls_add_up")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_paused(self) -> bool:
        return self.paused_until > timezone.now()
