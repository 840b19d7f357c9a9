"""The month in which most books are finished, over all years."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

ENOUGH_DATED = 30  # dated books before a favourite month is named


def favourite_month(head: Mapping[str, Any]) -> int | None:
    """The month with most books, if enough are dated and it stands alone."""
    months = sorted(head["summary"]["by_month"], key=lambda entry: -entry["books"])
    if sum(entry["books"] for entry in months) < ENOUGH_DATED or months[0]["books"] == months[1]["books"]:
        return None
    month: int = months[0]["month"]
    return month
