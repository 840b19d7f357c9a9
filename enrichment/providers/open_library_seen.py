"""What a look-up's answers from Open Library have held so far, found by whatever a book may be known by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from enrichment.matching import normal_title
from enrichment.matching.titles import dissect, joined
from enrichment.providers.base import Wanted
from enrichment.providers.open_library_works import Work

RARE_WORDS = 4


class SeenWorks:
    """Every work that an answer of this look-up held, with the edition that it was answered with."""

    def __init__(self) -> None:
        self._keys: dict[str, Work] = {}
        self._isbns: dict[str, list[Work]] = defaultdict(list)
        self._goodreads_ids: dict[str, list[Work]] = defaultdict(list)
        self._words: dict[str, list[Work]] = defaultdict(list)

    def add(self, works: Iterable[Work]) -> None:
        for work in works:
            self._keys.setdefault(work.key, work)
            for isbn in work.isbns:
                self._isbns[isbn].append(work)
            for goodreads_id in work.goodreads_ids:
                self._goodreads_ids[goodreads_id].append(work)
            for word in set().union(*map(_telling_words, work.titles)):
                self._words[word].append(work)

    def by_key(self, key: str) -> Work | None:
        return self._keys.get(key)

    def by_isbn(self, book: Wanted) -> Sequence[Work]:
        return self._isbns.get(book.isbn13 or "", ())

    def by_goodreads_id(self, book: Wanted) -> Sequence[Work]:
        return self._goodreads_ids.get(book.goodreads_id or "", ())

    def by_words(self, book: Wanted) -> Sequence[Work]:
        """Works that share one of the title's rarer words: all that could have that title."""
        known = [works for word in _telling_words(book.title) if (works := self._words.get(word))]
        rarer = sorted(known, key=len)[:RARE_WORDS]
        return list({id(work): work for works in rarer for work in works}.values())


def _telling_words(title: str) -> set[str]:
    """A title's words, and all of its name as one: a script without spaces has no other words in common."""
    return {*normal_title(title).split(), joined(dissect(title).main)} - {""}
