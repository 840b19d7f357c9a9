"""Tables of plain text, as docs/performance.md shows them."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from datetime import UTC, datetime

import psutil

Row = tuple[str, Sequence[str]]  # what it is, and a value for each column


def print_table(title: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
    """A line for each figure, a column for each thing measured."""
    first = max(len(name) for name, _ in rows)
    widths = [max(len(column), *(len(values[place]) for _, values in rows)) for place, column in enumerate(columns)]
    print(f"\n{title}\n")
    header = [("", columns)] if any(columns) else []
    for name, values in [*header, *rows]:
        cells = "".join(f"  {value:>{width}}" for value, width in zip(values, widths, strict=True))
        print(f"{name:<{first}}{cells}".rstrip(), flush=True)


def machine() -> str:
    """The day and the machine, since seconds mean nothing without."""
    memory = psutil.virtual_memory().total / 1024**3
    day = datetime.now(UTC).date().isoformat()
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    return f"{day}, {os.cpu_count()} cores, {memory:.0f} GB, Python {platform.python_version()}, load before it {load}"


def megabytes(size: float) -> str:
    return f"{size / 1e6:.0f} MB"


def times(ratio: float) -> str:
    return f"x {ratio:.2f}" if ratio >= 0.1 else f"x {ratio:.3f}"
