"""What was made of a document that somebody just looked at, kept in this process's memory for the next look."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

LONGEST = 600.0  # seconds since it was last looked at

Key = tuple[str, str]  # of a document: its name and the moment of its publication
What = TypeVar("What")


@dataclass(slots=True)
class _One(Generic[What]):
    what: What
    size: int
    used: float


class Kept(Generic[What]):
    """Bounded by size and age: the least recently used goes first. Safe to use from several threads.

    A document that was published anew has another key. One that is deleted is forgotten at once in this process, by its
    age in the others.
    """

    def __init__(self, *, most_bytes: int, now: Callable[[], float] = time.monotonic) -> None:
        self._kept: OrderedDict[Key, _One[What]] = OrderedDict()
        self._lock = threading.Lock()
        self._most_bytes = most_bytes
        self._now = now

    def get(self, key: Key) -> What | None:
        with self._lock:
            self._drop_old()
            if (one := self._kept.get(key)) is None:
                return None
            one.used = self._now()
            self._kept.move_to_end(key)
            return one.what

    def put(self, key: Key, what: What, size: int) -> None:
        with self._lock:
            self._kept[key] = _One(what, size, self._now())
            self._kept.move_to_end(key)
            while sum(one.size for one in self._kept.values()) > self._most_bytes:
                self._kept.popitem(last=False)

    def forget(self, names: Iterable[str]) -> None:
        """Drop what was made of the documents with these names, whenever they were published."""
        gone = set(names)
        with self._lock:
            for key in [key for key in self._kept if key[0] in gone]:
                del self._kept[key]

    def __len__(self) -> int:
        return len(self._kept)

    def _drop_old(self) -> None:
        oldest = self._now() - LONGEST
        for key in [key for key, one in self._kept.items() if one.used < oldest]:
            del self._kept[key]
