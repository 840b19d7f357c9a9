"""What is different in a trial. None of these knobs is in the code under test."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Knobs:
    hasty: bool = True  # quicker clocks, smaller batches
    twice: bool = True  # every message is sent twice, each up to a second late
    max_runs: int = 1000  # claims after which work is given up: here most deaths are the nemesis's, not the work's
    latency: float = 0.4  # seconds that the stand-in takes for an answer

    def to_json(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Self:
        return cls(**json.loads(text))
