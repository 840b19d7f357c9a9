"""Chapter v: how the formats have changed, year by year, below the one bar of them all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from dashboards import words
from dashboards.figures.parts import Head, Table
from dashboards.naming.filters import FORMATS
from dashboards.seeing import Seen

ENOUGH_A_YEAR = 5  # books; the shares of fewer say nothing
ENOUGH_YEARS = 2
CHANGED = 0.1  # of all, by which a format's share has to move before it is spoken of

Counts = Mapping[int, int]  # books by year


@dataclass(frozen=True, slots=True)
class FormatsByYear:
    """What the figure on formats shows and says of the years."""

    years: Sequence[Mapping[str, str]]  # what stands below their columns
    of_format: Mapping[str, Mapping[str, Any]]  # what each format's mark has of them
    sentence: str  # of the change; empty where there is hardly any
    rests_on: str
    table: Table


def by_year(seen: Seen) -> FormatsByYear | None:
    """The formats' shares by year. None where fewer than two years of the library have books enough."""
    head, of_all = seen.beside("format"), _counts(seen.whole)
    enough = _years_with_enough(of_all)
    if len(enough) < ENOUGH_YEARS:
        return None
    years = range(enough[0], enough[-1] + 1)
    counts = _counts(head)
    shares, ghosts = _shares(counts, years), _shares(of_all, years) if head is not seen.whole else {}
    names = [name for name in of_all if any(of_all[name].get(year) for year in years)]
    return FormatsByYear(
        years=[{"title": str(year), "short": f"’{year % 100:02d}"} for year in years],
        of_format={
            name: {"by_year": shares.get(name, [None] * len(years)), "ghosts": ghosts.get(name)} for name in names
        },
        sentence=_changed(counts),
        rests_on=_("By year those with a date; years with fewer than five are left blank."),
        table=Table(
            [_("Year"), *(str(FORMATS[name]) for name in names)],
            [
                (str(year), *(_share_said(shares.get(name, [None] * len(years))[at]) for name in names))
                for at, year in reversed(list(enumerate(years)))
            ],
            title=_("By year"),
        ),
    )


def _counts(head: Head) -> dict[str, Counts]:
    formats = head["summary"]["formats_by_year"]
    return {entry["name"]: dict(zip(formats["years"], entry["by_year"], strict=True)) for entry in formats["formats"]}


def _total(counts: Mapping[str, Counts], years: Sequence[int]) -> int:
    return sum(of_format.get(year, 0) for of_format in counts.values() for year in years)


def _years_with_enough(counts: Mapping[str, Counts]) -> list[int]:
    years = sorted({year for of_format in counts.values() for year in of_format})
    return [year for year in years if _total(counts, [year]) >= ENOUGH_A_YEAR]


def _shares(counts: Mapping[str, Counts], years: Sequence[int]) -> dict[str, list[float | None]]:
    """By format the share in each year, 0 to 1; None where too few books were read."""
    totals = [_total(counts, [year]) for year in years]
    return {
        name: [
            round(of_format.get(year, 0) / total, 4) if total >= ENOUGH_A_YEAR else None
            for year, total in zip(years, totals, strict=True)
        ]
        for name, of_format in counts.items()
    }


def _changed(counts: Mapping[str, Counts]) -> str:
    """The format whose share moved most from the earlier half of the years to the later."""
    years = _years_with_enough(counts)
    if len(years) < ENOUGH_YEARS:
        return ""
    halves = years[: len(years) // 2], years[len(years) // 2 :]
    shares = {
        name: tuple(sum(of_format.get(year, 0) for year in half) / _total(counts, half) for half in halves)
        for name, of_format in counts.items()
    }
    most = max(shares, key=lambda name: abs(shares[name][1] - shares[name][0]))
    before, since = shares[most]
    if abs(since - before) < CHANGED:
        return ""
    return _("What has changed most is %(format)s: %(before)s before %(year)d, %(since)s since.") % {
        "format": FORMATS[most],
        "before": words.percent(before, 1),
        "since": words.percent(since, 1),
        "year": halves[1][0],
    }


def _share_said(share: float | None) -> str:
    return "–" if share is None else words.percent(share, 1)
