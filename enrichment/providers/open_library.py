"""Open Library: free, without a key, and asked in batches of fifty books.

Its search answers with works and, of each, the one edition that the question fits best. So two books of one
work asked for together hide one another, and who got no answer is asked once more with whom is left; volumes
that hide one another even then are asked for each by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from enrichment.matching import Match, Refusal, author_score
from enrichment.matching.judgement import By
from enrichment.providers.base import Answers, Pacer, ProviderBusy, ProviderError, ProviderRefused, Wanted
from enrichment.providers.open_library_editions import (
    EDITIONS,
    are_editions,
    by_isbn_alone,
    hidden_among,
    works_of_editions,
)
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
    with_a_witness,
)
from enrichment.providers.open_library_seen import SeenWorks
from enrichment.providers.open_library_works import Work, is_an_answer, works_in
from enrichment.providers.wire import JsonObject, Reply, Wire

if TYPE_CHECKING:
    import httpx

SEARCH = "/search.json"
BOOKS_A_REQUEST = 50
TITLES_A_REQUEST = 10
LONGEST_ADDRESS = 6000  # characters; at 8,000 it answers 414
WORTH_A_DOUBT = 0.6  # a title or an author less alike than this is simply another's
MOST_LOOKALIKES = 3  # of a book, kept for its reader to choose from
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

        Volumes that the search may have hidden behind one another are asked for by themselves before the titles.

        Raises `ProviderBusy` or `ProviderRefused`, with what was learnt before it.
        """
        with self._wire(is_an_answer, pulse) as wire:
            search = _Search(wire, self._pacer, wanted)
            try:
                search.ask_by_id()
                search.ask_again()
                if hidden := search.hidden():
                    with self._wire(are_editions, pulse) as other_wire:
                        search.ask_by_edition(hidden, other_wire)
                search.ask_by_title()
            except ProviderError as error:
                error.answers = search.answers()
                raise
        answers = search.answers()
        if answers.unanswered:
            raise ProviderBusy("Open Library answered in part only", answers=answers)
        return answers

    def _wire(self, usable: Callable[[JsonObject], bool], pulse: Callable[[], None]) -> Wire:
        return Wire(
            self._base_url,
            pacer=self._pacer,
            headers=self._headers,
            usable=usable,
            pulse=pulse,
            transport=self._transport,
        )


class _Search:
    """One look-up: what is still open, what has been seen, what was found."""

    def __init__(self, wire: Wire, pacer: Pacer, wanted: Sequence[Wanted]) -> None:
        self._wire = wire
        self._pacer = pacer
        self._wanted = wanted
        self._answers = Answers()
        self._doubts: dict[int, str] = {}
        self._refused: dict[int, dict[str, tuple[Refusal, Work]]] = {}  # book id -> work's key -> why it is another
        self._half_heard: set[int] = set()  # books whose question was never answered in full
        self._seen = SeenWorks()

    def ask_by_id(self) -> None:
        self._ask([book for book in self._wanted if has_id(book)], by_one_id, most=BOOKS_A_REQUEST)

    def ask_again(self) -> None:
        """By both ids: the work may have answered for another edition, or know the book by its Goodreads id only."""
        self._ask([book for book in self._open() if has_isbn(book)], by_every_id, most=BOOKS_A_REQUEST)

    def hidden(self) -> list[Wanted]:
        """The books still open that the search may know all the same."""
        return hidden_among(self._open(), self._seen, beside=self._wanted)

    def ask_by_edition(self, books: Sequence[Wanted], wire: Wire) -> None:
        """Each by itself, on a wire for editions. Where that breaks they stay open, and the others go on."""
        for portion in portions(books, by_isbn_alone, most=BOOKS_A_REQUEST, fits=self._fits):
            try:
                reply = wire.get(EDITIONS, by_isbn_alone(portion))
            except ProviderBusy as busy:
                if busy.retry_after is not None:  # the pacer's word: it holds for the titles as well
                    raise
                self._half_heard |= {book.book_id for book in portion}
                return
            if reply.status in (400, 404, 414):
                self._pacer.succeeded()  # it is well, but does not answer this: the titles may
                return
            self._stop_if_told_to(reply)
            self._seen.add(works_of_editions(reply.content, self._seen))
            for book in portion:
                self._settle_by_id(book)

    def ask_by_title(self) -> None:
        for book in self._open():
            self._settle_by_title(book)
            if not has_askable_title(book):
                self._give_up(book)
        ask = with_a_witness(by_title, self._answers.found)
        for portion in self._portions(list(self._open()), ask, most=TITLES_A_REQUEST):
            self._hear(portion, ask)
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
        # Names are quick to compare and titles are not; and a title by somebody else is not even a doubt.
        works = self._seen.by_words(book)
        theirs = [work for work in works if author_score(book.author, work.authors) >= WORTH_A_DOUBT]
        self._settle(book, theirs, by="title")

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
                self._keep_refused(book, judged)

    def _keep_refused(self, book: Wanted, judged: Iterable[tuple[Match | Refusal, Work]]) -> None:
        refused = self._refused.setdefault(book.book_id, {})
        for verdict, work in judged:
            if isinstance(verdict, Refusal):
                refused.setdefault(work.key, (verdict, work))

    def _give_up(self, book: Wanted) -> None:
        if book.book_id not in self._answers.found and book.book_id not in self._half_heard:
            self._answers.not_known[book.book_id] = self._doubts.get(book.book_id, "no edition and no title like it")
            refused = sorted(self._refused.get(book.book_id, {}).values(), key=lambda pair: -pair[0].score)
            if refused:
                likest = tuple(work.lookalike(refusal) for refusal, work in refused[:MOST_LOOKALIKES])
                self._answers.lookalikes[book.book_id] = likest
