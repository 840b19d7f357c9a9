"""What asking a model costs, in millionths of a dollar: whole numbers, rounded up, so that adding them up loses nothing."""

from __future__ import annotations

import math
from dataclasses import dataclass

from dashboards.ask.model.base import MOST_TOKENS, Usage

A_DOLLAR = 1_000_000  # millionths
LONGEST_REQUEST = 12_000  # bytes; a test keeps the prompt, the form and the longest question below it
_AROUND = 1_000  # tokens that a service may add by itself to what it is sent


@dataclass(frozen=True, slots=True)
class Prices:
    """Dollars for a million tokens, so millionths of a dollar for one."""

    input: float = 0.0
    output: float = 0.0

    def of(self, usage: Usage) -> int:
        return math.ceil(usage.input * self.input + usage.output * self.output)

    @property
    def worst(self) -> int:
        """What one request may cost at most: no token is less than a byte."""
        return self.of(Usage(LONGEST_REQUEST + _AROUND, MOST_TOKENS))
