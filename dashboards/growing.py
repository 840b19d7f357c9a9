"""Whether the pile grows: what came and what was finished, by month, by quarter or by year, and over the last twelve."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboards.finishing import MONTHS, months_before
from dashboards.pace import exported_on

GRAINS = (1, 3, 12)  # months that are counted together, each beginning where the calendar has it begin


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some months of the pile. What came in one go tells of an import: it lies there, but nobody's pile grew by it."""

    first: str  # its first month: "2021-04"
    months: int  # how many they are, with those that are still to come
    added: int  # books that came, those in one go apart
    in_bulk: int
    finished: int
    size: int  # books on the pile at their end

    @property
    def net(self) -> int:
        return self.added - self.finished


def stretches(head: Mapping[str, Any], grain: int, *, like: Mapping[str, Any] | None = None) -> list[Stretch]:
    """The pile from its first month to that of the export, `grain` months at a time, without gaps. Empty without any.

    `like` is a head whose months are wanted in place of its own: that of the whole library, which these are a part of.
    """
    bounds = _bounds(like or head)
    if bounds is None:
        return []
    counts = {_number(entry["month"]): entry for entry in head["summary"]["pile"]["months"]}
    there, size = [], 0
    for first in range(bounds[0] // grain * grain, bounds[1] + 1, grain):
        stretch = _stretch(
            [counts[month] for month in range(first, first + grain) if month in counts], first, grain, size
        )
        there.append(stretch)
        size = stretch.size
    return there


def last_twelve(head: Mapping[str, Any]) -> Stretch:
    """The last twelve whole months before the export."""
    wanted = months_before(exported_on(head), MONTHS)
    entries = head["summary"]["pile"]["months"]
    before = sum(_grown(entry) for entry in entries if entry["month"] < wanted[0])
    return _stretch([entry for entry in entries if entry["month"] in wanted], _number(wanted[0]), MONTHS, before)


def _bounds(head: Mapping[str, Any]) -> tuple[int, int] | None:
    entries, today = head["summary"]["pile"]["months"], exported_on(head)
    if not entries:
        return None
    return _number(entries[0]["month"]), max(_number(entries[-1]["month"]), today.year * 12 + today.month - 1)


def _stretch(entries: Sequence[Mapping[str, Any]], first: int, months: int, before: int) -> Stretch:
    added, in_bulk, finished = (sum(entry[what] for entry in entries) for what in ("added", "in_bulk", "finished"))
    return Stretch(
        first=f"{first // 12:04d}-{first % 12 + 1:02d}",
        months=months,
        added=added,
        in_bulk=in_bulk,
        finished=finished,
        size=before + added + in_bulk - finished,
    )


def _grown(entry: Mapping[str, Any]) -> int:
    grown: int = entry["added"] + entry["in_bulk"] - entry["finished"]
    return grown


def _number(month: str) -> int:
    """Months since the year 0: "2021-04" is 24255."""
    return int(month[:4]) * 12 + int(month[5:]) - 1
