"""Open Library: free, without a key, and asked in batches of fifty books.

Its search answers with works and, of each, the one edition that the question fits best. So two books of one
work asked for together hide one another, and who got no answer is asked once more with whom is left.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from enrichment.matching import Match, normal_title
from enrichment.matching.judgement import By
from enrichment.providers.base import Answers, Pacer, ProviderBusy, ProviderError, ProviderRefused, Wanted
from enrichment.providers.open_library_questions import (
    Ask,
    Question,
    by_every_id,
    by_one_id,
    by_title,
    has_askable_title,
    has_id,
    has_isbn,
    portions,
)
from enrichment.providers.open_library_works import Work, is_an_answer, works_in
from enrichment.providers.wire import Reply, Wire

if TYPE_CHECKING:
    import httpx

SEARCH = "/search.json"
BOOKS_A_REQUEST = 50
TITLES_A_REQUEST = 10
LONGEST_ADDRESS = 6000  # characters; at 8,000 it answers 414
WORTH_A_DOUBT = 0.6  # a title less alike than this is simply another book
SUSPICIOUSLY_MANY = 5  # so many books and no answer to any: more likely a fault than the truth


class OpenLibrary:
    """Asks Open Library about books. Give it more than a batch at a time: what is left over is pooled."""

    name = "openlibrary"
    batch = BOOKS_A_REQUEST

    def __init__(
        self, base_url: str, *, pacer: Pacer, user_agent: str, transport: httpx.BaseTransport | None = None
    ) -> None:
        """`user_agent` must name a contact: without one Open Library answers 403."""
        self._base_url = base_url
        self._pacer = pacer
        self._headers = {"User-Agent": user_agent.encode("ascii", "ignore").decode()}
        self._transport = transport

    def look_up(self, wanted: Sequence[Wanted], *, pulse: Callable[[], None] = lambda: None) -> Answers:
        """Facts about `wanted`: by ISBN or Goodreads id, once more for whom that left out, then by title.

        Raises `ProviderBusy` or `ProviderRefused`, with what was learnt before it.
        """
        with Wire(
            self._base_url,
            pacer=self._pacer,
            headers=self._headers,
            usable=is_an_answer,
            pulse=pulse,
            transport=self._transport,
        ) as wire:
            search = _Search(wire, self._pacer, wanted)
            try:
                search.ask_by_id()
                search.ask_again()
                search.ask_by_title()
            except ProviderError as error:
                error.answers = search.answers()
                raise
        answers = search.answers()
        if answers.unanswered:
            raise ProviderBusy("Open Library answered in part only", answers=answers)
        return answers


class _Search:
    """One look-up: what is still open, what has been seen, what was found."""

    def __init__(self, wire: Wire, pacer: Pacer, wanted: Sequence[Wanted]) -> None:
        self._wire = wire
        self._pacer = pacer
        self._wanted = wanted
        self._answers = Answers()
        self._doubts: dict[int, str] = {}
        self._half_heard: set[int] = set()  # books whose question was never answered in full
        self._seen = _SeenWorks()

    def ask_by_id(self) -> None:
        self._ask([book for book in self._wanted if has_id(book)], by_one_id, most=BOOKS_A_REQUEST)

    def ask_again(self) -> None:
        """By both ids: the work may have answered for another edition, or know the book by its Goodreads id only."""
        self._ask([book for book in self._open() if has_isbn(book)], by_every_id, most=BOOKS_A_REQUEST)

    def ask_by_title(self) -> None:
        for book in self._open():
            self._settle_by_title(book)
            if not has_askable_title(book):
                self._give_up(book)
        for portion in self._portions(list(self._open()), by_title, most=TITLES_A_REQUEST):
            self._hear(portion, by_title)
            for book in portion:
                self._settle_by_id(book)
                self._settle_by_title(book)
                self._give_up(book)

    def answers(self) -> Answers:
        """As far as it has come; who is not settled is unanswered."""
        self._answers.unanswered = {book.book_id for book in self._open()}
        return self._answers

    def _open(self) -> Iterable[Wanted]:
        settled = self._answers.found.keys() | self._answers.not_known.keys()
        return [book for book in self._wanted if book.book_id not in settled]

    def _ask(self, books: Sequence[Wanted], ask: Ask, *, most: int) -> None:
        for portion in self._portions(books, ask, most=most):
            self._hear(portion, ask)
            for book in portion:
                self._settle_by_id(book)

    def _portions(self, books: Sequence[Wanted], ask: Ask, *, most: int) -> Iterable[list[Wanted]]:
        return portions(books, ask, most=most, fits=self._fits)

    def _fits(self, question: Question) -> bool:
        return self._wire.address_length(SEARCH, question) <= LONGEST_ADDRESS

    def _hear(self, books: Sequence[Wanted], ask: Ask, *, may_ask_again: bool = True) -> None:
        """Put one question, and the two halves of it where the answer cannot be believed."""
        reply = self._wire.get(SEARCH, ask(books))
        if reply.status in (400, 414):
            self._pacer.succeeded()  # it is well; the question was too long or not understood
            if len(books) > 1:
                self._hear_halves(books, ask, may_ask_again=may_ask_again)
            return
        self._stop_if_told_to(reply)
        works = works_in(reply.content)
        self._seen.add(works)
        in_part = reply.content.get("numFoundExact") is False
        # The second call asks for those whom the first did not find: that it finds none is no wonder.
        too_empty = not works and len(books) >= SUSPICIOUSLY_MANY and ask is not by_every_id
        if may_ask_again and (in_part or too_empty):
            self._hear_halves(books, ask, may_ask_again=False)
        elif in_part:
            self._half_heard |= {book.book_id for book in books}

    def _hear_halves(self, books: Sequence[Wanted], ask: Ask, *, may_ask_again: bool) -> None:
        middle = (len(books) + 1) // 2
        for half in filter(None, (books[:middle], books[middle:])):
            self._hear(half, ask, may_ask_again=may_ask_again)

    def _stop_if_told_to(self, reply: Reply) -> None:
        if reply.status == 200:
            return
        reason = f"status {reply.status}"
        if reply.status == 429:
            self._pacer.limited(reason, retry_after=reply.retry_after)
            raise ProviderBusy("Open Library asks us to slow down", retry_after=reply.retry_after)
        if reply.status in (401, 403):
            self._pacer.refused(reason)
            raise ProviderRefused(f"Open Library refuses us ({reason}): does CONTACT hold an address of ours?")
        self._pacer.failed(reason)
        raise ProviderBusy(f"Open Library's search is not where it was ({reason}): is OPEN_LIBRARY_URL right?")

    def _settle_by_id(self, book: Wanted) -> None:
        self._settle(book, self._seen.by_isbn(book), by="isbn")
        self._settle(book, self._seen.by_goodreads_id(book), by="goodreads_id")

    def _settle_by_title(self, book: Wanted) -> None:
        self._settle(book, self._seen.by_words(book), by="title")

    def _settle(self, book: Wanted, works: Iterable[Work], *, by: By) -> None:
        """Take the likeliest of `works`, of equals the one with most editions; remember why none was taken."""
        if book.book_id in self._answers.found:
            return
        judged = [(work.judge(book, by=by), work) for work in works]
        matches = [(verdict, work) for verdict, work in judged if isinstance(verdict, Match)]
        if matches:
            match, work = max(matches, key=lambda pair: (pair[0].score, pair[1].edition_count))
            self._answers.found[book.book_id] = work.facts(match, by=by)
        elif judged:
            doubt, _ = max(judged, key=lambda pair: pair[0].score)
            if by != "title" or doubt.score >= WORTH_A_DOUBT:
                self._doubts.setdefault(book.book_id, doubt.reason)

    def _give_up(self, book: Wanted) -> None:
        if book.book_id not in self._answers.found and book.book_id not in self._half_heard:
            self._answers.not_known[book.book_id] = self._doubts.get(book.book_id, "no edition and no title like it")


class _SeenWorks:
    """Every work that an answer of this look-up held, by what a book may be known by."""

    def __init__(self) -> None:
        self._isbns: dict[str, list[Work]] = defaultdict(list)
        self._goodreads_ids: dict[str, list[Work]] = defaultdict(list)
        self._words: dict[str, list[Work]] = defaultdict(list)

    def add(self, works: Iterable[Work]) -> None:
        for work in works:
            for isbn in work.isbns:
                self._isbns[isbn].append(work)
            for goodreads_id in work.goodreads_ids:
                self._goodreads_ids[goodreads_id].append(work)
            for word in set().union(*map(_telling_words, work.titles)):
                self._words[word].append(work)

    def by_isbn(self, book: Wanted) -> Sequence[Work]:
        return self._isbns.get(book.isbn13 or "", ())

    def by_goodreads_id(self, book: Wanted) -> Sequence[Work]:
        return self._goodreads_ids.get(book.goodreads_id or "", ())

    def by_words(self, book: Wanted) -> Sequence[Work]:
        """Works that share one of the title's rarer words: all that could have that title."""
        known = [works for word in _telling_words(book.title) if (works := self._words.get(word))]
        rarer = sorted(known, key=len)[:3]
        return list({id(work): work for works in rarer for work in works}.values())


def _telling_words(title: str) -> set[str]:
    return set(normal_title(title).split())
