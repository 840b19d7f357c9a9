"""The heads of documents that were just looked at: all that a dashboard without filters is drawn from.

Parsing one costs more than reading its line, which is compared each time: a document that was written anew is parsed anew.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from hashlib import blake2b
from typing import IO, Any

from dashboards.document import reading
from dashboards.kept import Kept

MOST_BYTES = 2_000_000  # of JSON, some fifteen large libraries; in memory they take about five times as much


class KeptHeads:
    """Safe to use from several threads; two may parse the same head once."""

    def __init__(self, *, now: Callable[[], float] = time.monotonic) -> None:
        self._kept: Kept[Mapping[str, Any]] = Kept(most_bytes=MOST_BYTES, now=now)

    def of(self, file: IO[bytes], name: str) -> Mapping[str, Any]:
        """The document's head as `reading.read_head` gives it, and raises. Not to be changed by who takes it."""
        line = reading.read_head_line(file)
        key = name, blake2b(line).hexdigest()
        if (head := self._kept.get(key)) is None:
            head = reading.parsed_head(line)
            self._kept.put(key, head, len(line))
        return head

    def forget(self, names: Iterable[str]) -> None:
        """Drop those of the documents with these names."""
        self._kept.forget(names)

    def __len__(self) -> int:
        return len(self._kept)


kept_heads = KeptHeads()
