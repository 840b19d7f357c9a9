"""What a model takes, gives and raises. No caller sees a protocol behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

MOST_TOKENS = 2_000  # of an answer; the form takes some 200, models that think aloud take more
MOST_BYTES = 256 * 1024  # of a reply that are read


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens, as the service counts them."""

    input: int
    output: int


@dataclass(frozen=True, slots=True)
class Said:
    """What the model said, not yet looked at."""

    form: Mapping[str, Any]
    usage: Usage | None  # None: the service did not say


class ModelFailed(Exception):
    """No reading came of it. `reason` is a code, `values` are what it speaks of; neither holds what the model said.

    `asked` is False where the service surely did no work, so that nothing has to be paid.
    """

    def __init__(
        self, reason: str, detail: str = "", *, usage: Usage | None = None, asked: bool = True, **values: str
    ) -> None:
        super().__init__(detail or reason)
        self.reason, self.detail, self.usage, self.asked, self.values = reason, detail, usage, asked, values


class Model(Protocol):
    """A way to ask a model: one file beside this one, and its test."""

    def ask(self, system: str, question: str) -> Said:
        """One request, not repeated. Raises `ModelFailed`."""


def usage_of(said: Any, input_name: str, output_name: str) -> Usage | None:
    """The tokens that a service says it used; None where that cannot be: no answer is read from nothing."""
    if not isinstance(said, Mapping):
        return None
    counts = [said.get(name) for name in (input_name, output_name)]
    if not all(type(count) is int and 0 < count < 10**9 for count in counts):
        return None
    return Usage(*counts)  # type: ignore[arg-type]
