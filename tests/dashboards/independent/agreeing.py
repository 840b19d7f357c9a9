"""Whether two counts of one library say the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

ROUNDED = 1.01e-4  # means are kept to four places


def disagreements(counted: Any, said: Any, at: str = "summary") -> list[str]:
    """Where what is `said` differs from what was `counted`, and how. Keys that were not counted are passed over."""
    if isinstance(counted, Mapping) and isinstance(said, Mapping):
        return [
            line for key, value in counted.items() for line in disagreements(value, said.get(key, "—"), f"{at}.{key}")
        ]
    if isinstance(counted, list) and isinstance(said, list | tuple):
        if len(counted) != len(said):
            return [f"{at}: counted {len(counted)} entries, said {len(said)}: {counted[:3]} and {list(said)[:3]}"]
        pairs = enumerate(zip(counted, said, strict=True))
        return [line for place, (one, other) in pairs for line in disagreements(one, other, f"{at}[{place}]")]
    if isinstance(counted, float) and isinstance(said, int | float):
        return [] if abs(counted - said) <= ROUNDED else [f"{at}: counted {counted}, said {said}"]
    return [] if counted == said else [f"{at}: counted {counted!r}, said {said!r}"]
