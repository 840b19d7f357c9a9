"""Letting a model read a question that the planner does not understand: once, at a known cost, within the day's limit.

The reader asks for it each time. What the planner refuses for another reason is not put to a model: no export tells it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import logging
import threading
import time

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone

from dashboards.ask.model.base import ModelFailed
from dashboards.ask.model.prompt import spelt_out, system_prompt
from dashboards.ask.model.sense import spec_of
from dashboards.ask.planner import Refusal
from dashboards.asking.model.choice import Choice, chosen
from dashboards.asking.model.outcome import Mark, Outcome, signed
from dashboards.models import Spending
from uploads import intake

logger = logging.getLogger(__name__)
A_DAY = 24 * 3600
_AT_ONCE = threading.BoundedSemaphore(2)  # of this process's threads may wait for a model: the others answer readers
MAY_PASS = {"slow", "busy", "away", "garbled", "cut_off", "too_many"}  # failures that another try may not have
_WORTH_KEEPING = {"", "cannot", "declined", "absurd", "contradiction", "all_books"}  # what it would say again


class TooManyForTheModel(Exception):
    """One address let the model read more in a minute than we allow."""


def may_read(refusal: Refusal | None) -> Choice | None:
    """The model that a question refused like this may be put to, if its reader wants it."""
    return chosen() if refusal is not None and refusal.reason == "not_understood" else None


def let_it_read(request: HttpRequest, choice: Choice, question: str, *, today: dt.date) -> Outcome:
    """What the model makes of the question, or made of it earlier today. The request counts for its sender's limit."""
    question = " ".join(question.split())
    try:
        intake.count(request, purpose="model", most=settings.QUESTION_MODEL_PER_MINUTE, error=TooManyForTheModel)
    except TooManyForTheModel:
        return Outcome(None, None, "too_many")
    system = system_prompt(today)
    key = _key(choice, system, question)
    remembered: Outcome | None = cache.get(key)
    if remembered is not None:
        return remembered.again
    if not _AT_ONCE.acquire(blocking=False):
        return Outcome(None, None, "busy")
    try:
        outcome = _ask(choice, system, question)
    finally:
        _AT_ONCE.release()
    if outcome.failed in _WORTH_KEEPING:
        cache.set(key, outcome, A_DAY)
    return outcome


def _ask(choice: Choice, system: str, question: str) -> Outcome:
    day = timezone.localdate()
    worst = choice.prices.worst
    if not Spending.objects.reserve(worst, day=day, most=choice.most):
        return Outcome(None, None, "spent")
    started = time.perf_counter()
    form, failed, spent, usage = None, None, worst, None  # what is not known of the cost is taken at its worst
    try:
        said = choice.model().ask(system, question)
        usage = said.usage
        spec_of(said.form)
        form = said.form
    except ModelFailed as error:
        failed, usage = error, usage or error.usage
        logger.warning("A model gave no reading", extra={"reason": error.reason, "detail": error.detail})
        if not error.asked:
            spent = 0
    milliseconds = (time.perf_counter() - started) * 1000
    if usage:
        spent = choice.prices.of(usage)
    tokens_in, tokens_out = (usage.input, usage.output) if usage else (None, None)
    Spending.objects.settle(worst, spent, day=day, tokens_in=tokens_in or 0, tokens_out=tokens_out or 0)
    mark = Mark(choice.name, round(milliseconds, 1), tokens_in, tokens_out, spent)
    outcome = Outcome(form, mark, failed.reason if failed else "")
    return outcome if signed(outcome, question) else Outcome(None, mark, "absurd")


def _key(choice: Choice, system: str, question: str) -> str:
    """The same question, model, instructions and day. Keyed, so that nobody can try questions against it."""
    parts = "\0".join([choice.kind, choice.url, choice.id, spelt_out(system), question.casefold()])
    return (
        "model:" + hmac.new(settings.SECRET_KEY.encode(), parts.encode("utf-8", "replace"), hashlib.sha256).hexdigest()
    )
