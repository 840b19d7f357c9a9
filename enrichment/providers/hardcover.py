"""Hardcover: readers' genre tags, ratings and pages by ISBN, fifty books a question, with a token of the operator's.

Written from its documentation and from what others' programs read there; its API is in beta and may change under us.
A question that it no longer understands pauses it, and the books are left to the others.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from enrichment.isbn import is_valid_isbn13, to_isbn13
from enrichment.matching import Match, Refusal, judge
from enrichment.providers.base import Answers, Facts, Pacer, ProviderBusy, ProviderError, ProviderRefused, Wanted
from enrichment.providers.languages import iso_639
from enrichment.providers.reading import an_object, decimal, objects, text, texts, whole
from enrichment.providers.wire import Reply, Wire

if TYPE_CHECKING:
    import httpx

GRAPHQL = "/v1/graphql"
BOOKS_A_REQUEST = 50
EDITIONS_A_BOOK = 3  # an ISBN may stand at a few records that nobody has merged yet
A_MINUTE = 60.0  # its limit is 60 requests a minute
# Ours until somebody changes the question or the token; everything else passes.
OUR_FAULT = frozenset({"validation-failed", "access-denied", "invalid-jwt", "invalid-headers", "jwt-invalid-claims"})
AUTHORS = frozenset({"", "Author", "author"})  # of the contributions; others are narrators, translators, ...
_A_CODE = re.compile(r"[a-z-]{1,40}")
_POSSIBLE_TOKEN = re.compile(r"[\x21-\x7e]+")

# Not deeper than 3, as it demands: its cached_ fields hold what would be two levels below.
QUESTION = """
query Books($isbns: [String!]!, $limit: Int!) {
  editions(where: {isbn_13: {_in: $isbns}}, limit: $limit) {
    isbn_13
    title
    subtitle
    pages
    language { code2 }
    book { slug title release_year rating ratings_count cached_contributors cached_tags }
  }
}"""


class Hardcover:
    """Asks Hardcover about books that have an ISBN."""

    name = "hardcover"
    batch = BOOKS_A_REQUEST

    def __init__(
        self, base_url: str, *, pacer: Pacer, token: str, user_agent: str, transport: httpx.BaseTransport | None = None
    ) -> None:
        """`token` is the one from the account's settings, with or without the word "Bearer" before it."""
        self._base_url = base_url
        self._pacer = pacer
        self._token = token.strip().removeprefix("Bearer").strip()
        self._user_agent = user_agent.encode("ascii", "ignore").decode()
        self._transport = transport

    def look_up(self, wanted: Sequence[Wanted], *, pulse: Callable[[], None] = lambda: None) -> Answers:
        """Facts about `wanted` by ISBN.

        Raises `ProviderBusy` (with `retry_after`, where known) or `ProviderRefused`, with what was learnt before it.
        """
        answers = Answers(unanswered={book.book_id for book in wanted})
        with_isbn = [book for book in wanted if book.isbn13 and is_valid_isbn13(book.isbn13)]
        for book in wanted:
            if book not in with_isbn:
                _settle(answers, book, "nothing to ask by")
        try:
            self._refuse_impossible_token()
            with self._wire(pulse) as wire:
                for start in range(0, len(with_isbn), BOOKS_A_REQUEST):
                    self._look_up_together(wire, with_isbn[start : start + BOOKS_A_REQUEST], answers)
        except ProviderError as error:
            error.answers = answers
            raise
        return answers

    def _wire(self, pulse: Callable[[], None]) -> Wire:
        return Wire(
            self._base_url,
            pacer=self._pacer,
            headers={"User-Agent": self._user_agent, "Authorization": f"Bearer {self._token}"},
            usable=_is_an_answer,
            pulse=pulse,
            transport=self._transport,
        )

    def _refuse_impossible_token(self) -> None:
        if not _POSSIBLE_TOKEN.fullmatch(self._token):  # sent, it would come back in the text of an error
            self._pacer.refused("the token has letters that no token has")
            raise ProviderRefused("HARDCOVER_TOKEN is empty or holds letters that no token has")

    def _look_up_together(self, wire: Wire, books: Sequence[Wanted], answers: Answers) -> None:
        isbns = sorted({book.isbn13 for book in books if book.isbn13})
        question = {"query": QUESTION, "variables": {"isbns": isbns, "limit": EDITIONS_A_BOOK * len(isbns)}}
        reply = wire.post(GRAPHQL, question)
        self._stop_if_told_to(reply)
        editions: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
        for edition in objects(an_object(reply.content.get("data")).get("editions")):
            if isbn := to_isbn13(text(edition.get("isbn_13"))):
                editions[isbn].append(edition)
        for book in books:
            _settle(answers, book, _find(book, editions[book.isbn13 or ""]))

    def _stop_if_told_to(self, reply: Reply) -> None:
        errors = [_code(error) for error in objects(reply.content.get("errors"))]
        if reply.status == 200 and not errors:
            return
        reason = errors[0] if errors else f"status {reply.status}"
        if reply.status in (401, 403) or reason in OUR_FAULT:
            self._pacer.refused(reason)
            raise ProviderRefused(f"Hardcover refuses our token or our question ({reason}): see HARDCOVER_TOKEN")
        if reply.status == 429 or errors:
            retry_after = reply.retry_after or A_MINUTE
            self._pacer.limited(reason, retry_after=retry_after)
            raise ProviderBusy(f"Hardcover asks us to wait ({reason})", retry_after=retry_after)
        self._pacer.failed(reason)
        raise ProviderBusy(f"Hardcover is not where it was ({reason}): is HARDCOVER_URL right?")


def _code(error: Mapping[str, Any]) -> str:
    """What an error of GraphQL's calls itself, never a sentence of it: that may tell too much."""
    code = text(an_object(error.get("extensions")).get("code"))
    return code if _A_CODE.fullmatch(code) else "an error"


def _settle(answers: Answers, book: Wanted, found: Facts | str) -> None:
    answers.unanswered.discard(book.book_id)
    if isinstance(found, Facts):
        answers.found[book.book_id] = found
    else:
        answers.not_known[book.book_id] = found


def _find(book: Wanted, editions: Sequence[Mapping[str, Any]]) -> Facts | str:
    """What the likeliest of the editions with the book's ISBN says, or why none is believed."""
    judged = [(_judge(book, edition), edition) for edition in editions]
    matches = [(verdict, edition) for verdict, edition in judged if isinstance(verdict, Match)]
    if matches:
        match, edition = max(matches, key=lambda found: found[0].score)
        return _facts(edition, match)
    return max((verdict for verdict, _ in judged), key=lambda doubt: doubt.score).reason if judged else "no edition"


def _judge(book: Wanted, edition: Mapping[str, Any]) -> Match | Refusal:
    title, subtitle = text(edition.get("title")), text(edition.get("subtitle"))
    with_subtitle = f"{title}: {subtitle}" if title and subtitle else title
    return judge(book, title=with_subtitle, authors=_authors(an_object(edition.get("book"))), by="isbn")


def _facts(edition: Mapping[str, Any], match: Match) -> Facts:
    """What an edition and its book say. No cover: its pictures' host is not among those that our pages may load."""
    book = an_object(edition.get("book"))
    slug = text(book.get("slug"))
    language = iso_639(text(an_object(edition.get("language")).get("code2")))
    return Facts(
        matched_by="isbn",
        score=match.score,
        reason=match.reason,
        key=f"/books/{slug}" if slug else "",
        title=text(edition.get("title")),
        authors=_authors(book),
        subjects=_genre_tags(book.get("cached_tags")),
        languages=(language,) if language else (),
        pages=whole(edition.get("pages"), most=50_000),
        first_publish_year=whole(book.get("release_year"), least=-3000, most=2200),
        rating=decimal(book.get("rating"), least=0.5, most=5),
        ratings_count=whole(book.get("ratings_count")),
    )


def _authors(book: Mapping[str, Any]) -> tuple[str, ...]:
    """Those who wrote it, without narrators, translators and illustrators."""
    contributions = objects(book.get("cached_contributors"))
    writers = [an_object(one.get("author")) for one in contributions if text(one.get("contribution")) in AUTHORS]
    return texts([writer.get("name") for writer in writers])


def _genre_tags(tags: Any) -> tuple[str, ...]:
    """The genres that readers gave it, most named first. Moods and warnings are no subjects."""
    genres = an_object(tags).get("Genre")
    listed = genres if isinstance(genres, list) else []
    return texts([tag.get("tag") if isinstance(tag, dict) else tag for tag in listed])


def _is_an_answer(content: Mapping[str, Any]) -> bool:
    """Whether this is a list of editions, or says why there is none."""
    has_editions = isinstance(an_object(content.get("data")).get("editions"), list)
    return has_editions or isinstance(content.get("errors"), list)
