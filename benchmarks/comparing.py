"""Ours beside the plain way (`per_book`), on the same export, and what lies between them as ratios."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.installation import Installation
from benchmarks.measuring import Measured
from benchmarks.per_book import AT_ONCE, Came, Importer, rows_of
from benchmarks.printing import Row, print_table, times

PATIENT_BOOKS = 100  # at three requests a second and two a book, a minute


@dataclass(frozen=True, slots=True)
class Plain:
    """A run of the plain way: with the services' limits or without, giving up what is refused or not."""

    name: str
    limits: bool
    patient: bool
    books: int | None = None  # None: all


RUNS = (
    Plain("plain, no limits", limits=False, patient=False),
    Plain("plain, gives up", limits=True, patient=False),
    Plain("plain, insists", limits=True, patient=True, books=PATIENT_BOOKS),
)


def compare_with_the_plain_way(installation: Installation, path: Path, ours: Measured) -> None:
    """Run the plain way over the export in its three fashions, and print it beside ours."""
    rows = rows_of(path.read_bytes())
    came = []
    limits = installation.faults()["limits"]
    for run in RUNS:
        installation.faults(limits=run.limits)
        installation.reset_stats()
        came.append(Importer(installation.services, patient=run.patient).run(rows[: run.books]))
    installation.faults(limits=limits)
    mine = Came(ours.books, ours.followed.last, ours.requests, ours.refused, round(ours.found * ours.books))
    print_table(
        f"Beside the plain way, each book by itself and {AT_ONCE} at a time, on {path.name}",
        ["ours", *(run.name for run in RUNS)],
        [*_figures([mine, *came]), *_ratios(mine, came)],
    )
    print(
        f'\n"gives up" takes a refusal for an answer; "insists" asks again each second, for the first {came[-1].books} books.'
    )


def _figures(all_of_them: Sequence[Came]) -> list[Row]:
    return [
        ("books", [str(one.books) for one in all_of_them]),
        ("seconds", [f"{one.seconds:.1f}" for one in all_of_them]),
        ("books a second", [f"{one.books / one.seconds:.1f}" for one in all_of_them]),
        ("requests", [str(one.requests) for one in all_of_them]),
        ("requests a book", [f"{one.requests / one.books:.2f}" for one in all_of_them]),
        ("refused (403, 429)", [str(one.refused) for one in all_of_them]),
        ("found", [f"{one.share:.1%}" for one in all_of_them]),
    ]


def _ratios(mine: Came, plain: Sequence[Came]) -> list[Row]:
    per_book = [(mine.requests / mine.books) / (one.requests / one.books) for one in plain]
    seconds = [(mine.seconds / mine.books) / (one.seconds / one.books) for one in plain]
    found = [mine.share / one.share for one in plain]
    return [
        ("ours to plain: requests a book", ["", *map(times, per_book)]),
        ("ours to plain: seconds a book", ["", *map(times, seconds)]),
        ("ours to plain: share found", ["", *map(times, found)]),
    ]
