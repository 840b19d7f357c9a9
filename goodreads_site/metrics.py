"""Figures for the people who run it, as lines of the log in CloudWatch's embedded metric format.

CloudWatch makes metrics of such lines by itself: it takes no request of ours, and nothing waits for it. Elsewhere they are
lines like others.
"""

from __future__ import annotations

import logging
from typing import Literal

from django.conf import settings

logger = logging.getLogger(__name__)
Unit = Literal["Count", "Seconds"]


def emit(name: str, value: float, unit: Unit) -> None:
    """Say one figure, such as QueueAge in seconds; where people read the log themselves, only if they ask for details."""
    level = logging.INFO if settings.LOG_FORMAT == "json" else logging.DEBUG
    logger.log(level, "%s: %.3f %s", name, value, unit.lower(), extra={"metric": (name, round(value, 3), unit)})
