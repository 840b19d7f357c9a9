"""Google Books: for the gaps, one book a call, some thousand calls a day, and only with a key.

The key travels in a header: in an address it would end up in logs and in the text of errors.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from enrichment.isbn import is_valid_isbn13, to_isbn13
from enrichment.matching import Match, Refusal, judge, main_title, searchable_author
from enrichment.matching.authors import is_nobody
from enrichment.matching.judgement import By
from enrichment.matching.letters import without_syntax
from enrichment.providers.base import Answers, Facts, Pacer, ProviderBusy, ProviderError, ProviderRefused, Wanted
from enrichment.providers.languages import iso_639
from enrichment.providers.reading import an_object, decimal, objects, text, texts, whole
from enrichment.providers.wire import Reply, Wire

if TYPE_CHECKING:
    import httpx

VOLUMES = "/books/v1/volumes"
VOLUMES_A_QUESTION = 5  # the right one is among the first or not there
COVER_HOST = "books.google.com"
SPENT_FOR_TODAY = frozenset({"dailyLimitExceeded", "dailyLimitExceededUnreg", "quotaExceeded"})
TOO_FAST = frozenset({"rateLimitExceeded", "userRateLimitExceeded"})
A_MINUTE = 60.0
_VOLUME_FIELDS = (
    "title,subtitle,authors,publishedDate,industryIdentifiers,pageCount,categories,averageRating,ratingsCount,"
    "imageLinks(smallThumbnail,thumbnail),language"
)
_LIST_FIELDS = f"kind,totalItems,items(id,volumeInfo({_VOLUME_FIELDS}))"
_DETAIL_FIELDS = "id,volumeInfo(categories,pageCount)"
_A_WORD = re.compile(r"[A-Za-z]{1,40}")
_POSSIBLE_KEY = re.compile(r"[\x21-\x7e]+")


class GoogleBooks:
    """Asks Google Books about books, one by one."""

    name = "googlebooks"
    batch = 1

    def __init__(
        self,
        base_url: str,
        *,
        pacer: Pacer,
        api_key: str,
        country: str = "US",
        user_agent: str,
        detailed: bool = False,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        """`detailed` spends a second call on each book found, for whole category paths ("Fiction / Fantasy / Epic")."""
        self._base_url = base_url
        self._pacer = pacer
        self._api_key = api_key.strip()
        self._country = country
        self._user_agent = user_agent.encode("ascii", "ignore").decode()
        self._detailed = detailed
        self._transport = transport

    def look_up(self, wanted: Sequence[Wanted], *, pulse: Callable[[], None] = lambda: None) -> Answers:
        """Facts about `wanted`, each by its ISBN, else by title and author.

        Raises `ProviderBusy` (with `retry_after`, where known) or `ProviderRefused`, with what was learnt before it.
        """
        answers = Answers(unanswered={book.book_id for book in wanted})
        try:
            self._refuse_impossible_key()
            with self._wire(pulse) as wire:
                for book in wanted:
                    self._look_up_one(wire, book, answers)
        except ProviderError as error:
            error.answers = answers
            raise
        return answers

    def _wire(self, pulse: Callable[[], None]) -> Wire:
        return Wire(
            self._base_url,
            pacer=self._pacer,
            headers={"User-Agent": f"{self._user_agent} (gzip)", "X-Goog-Api-Key": self._api_key},
            usable=_is_an_answer,
            pulse=pulse,
            transport=self._transport,
        )

    def _refuse_impossible_key(self) -> None:
        if not _POSSIBLE_KEY.fullmatch(self._api_key):  # sent, it would come back in the text of an error
            self._pacer.refused("the key has letters that no key has")
            raise ProviderRefused("GOOGLE_BOOKS_API_KEY is empty or holds letters that no key has")

    def _look_up_one(self, wire: Wire, book: Wanted, answers: Answers) -> None:
        found = self._find(wire, book)
        answers.unanswered.discard(book.book_id)
        if isinstance(found, str):
            answers.not_known[book.book_id] = found
            return
        volume, match, by = found
        answers.found[book.book_id] = _facts(volume, match, by=by)
        if self._detailed:  # after the plain facts are safe: this call may be the one too many
            detail = self._ask(wire, f"{VOLUMES}/{volume['id']}", {"fields": _DETAIL_FIELDS}) if _has_id(volume) else {}
            answers.found[book.book_id] = _facts(_with_details(volume, detail), match, by=by)

    def _find(self, wire: Wire, book: Wanted) -> tuple[Mapping[str, Any], Match, By] | str:
        """The volume that is the book, or why none is."""
        query = _query(book)
        if not query:
            return "nothing to ask by"
        asked = {
            "q": query,
            "country": self._country,
            "maxResults": str(VOLUMES_A_QUESTION),
            "fields": _LIST_FIELDS,
        }
        volumes = objects(self._ask(wire, VOLUMES, asked).get("items"))
        judged = [(*_judge(book, volume), volume) for volume in volumes]
        matches = [(volume, verdict, by) for verdict, by, volume in judged if isinstance(verdict, Match)]
        if matches:
            return max(matches, key=lambda found: found[1].score)
        doubts = [verdict for verdict, _, _ in judged]
        return max(doubts, key=lambda doubt: doubt.score).reason if doubts else "no edition"

    def _ask(self, wire: Wire, path: str, params: Mapping[str, str]) -> Mapping[str, Any]:
        reply = wire.get(path, params)
        if reply.status == 200:
            return reply.content
        self._stop_if_told_to(reply)
        self._pacer.succeeded()
        return {}  # 400, 404: it is well, and knows nothing of the sort

    def _stop_if_told_to(self, reply: Reply) -> None:
        """Sort out an error by its reason: a spent day is no case for backing off, a bad key none for trying again."""
        error = an_object(reply.content.get("error"))
        named = text(next(iter(objects(error.get("errors"))), {}).get("reason"))
        reason = named if _A_WORD.fullmatch(named) else f"status {reply.status}"  # never a sentence that tells too much
        if reply.status == 429 or reason in SPENT_FOR_TODAY | TOO_FAST:
            self._pace(reply, reason, spent=reason in SPENT_FOR_TODAY or _is_about_the_day(error))
        if reply.status in (401, 403) or reason == "keyInvalid" or _is_about_the_key(error):
            self._pacer.refused(reason)
            raise ProviderRefused(f"Google Books refuses our key ({reason}): see GOOGLE_BOOKS_API_KEY")

    def _pace(self, reply: Reply, reason: str, *, spent: bool) -> None:
        if spent:
            self._pacer.limited(reason, until_tomorrow=True)
            raise ProviderBusy("today's calls to Google Books are spent")
        retry_after = reply.retry_after or A_MINUTE
        self._pacer.limited(reason, retry_after=retry_after)
        raise ProviderBusy("Google Books asks us to slow down", retry_after=retry_after)


def _query(book: Wanted) -> str:
    if book.isbn13 and is_valid_isbn13(book.isbn13):
        return f"isbn:{book.isbn13}"
    title, author = without_syntax(main_title(book.title)), without_syntax(searchable_author(book.author))
    if len(title) < 2 or not author or is_nobody(book.author):
        return ""
    return f'intitle:"{title}" inauthor:"{author}"'


def _is_an_answer(content: Mapping[str, Any]) -> bool:
    """Whether this is a list of volumes (with no `items` where there are none) or a volume."""
    items = content.get("items", [])
    return isinstance(items, list) and ("totalItems" in content or "volumeInfo" in content)


def _judge(book: Wanted, volume: Mapping[str, Any]) -> tuple[Match | Refusal, By]:
    """Whether a volume is the book. Asked for an ISBN, Google answers with other books as well."""
    info = an_object(volume.get("volumeInfo"))
    isbns = _isbns(info)
    if book.isbn13 and isbns and book.isbn13 not in isbns:
        return Refusal("no edition", 0.0), "isbn"
    by: By = "isbn" if book.isbn13 and isbns else "title"
    title, subtitle, authors = text(info.get("title")), text(info.get("subtitle")), texts(info.get("authors"))
    with_subtitle = f"{title}: {subtitle}" if subtitle else title
    return judge(book, title=with_subtitle, authors=authors, by=by), by


def _facts(volume: Mapping[str, Any], match: Match, *, by: By) -> Facts:
    """What a volume says. Its date is the edition's, so no first publication is drawn from it."""
    info = an_object(volume.get("volumeInfo"))
    language = iso_639(text(info.get("language")))
    return Facts(
        matched_by=by,
        score=match.score,
        reason=match.reason,
        key=text(volume.get("id")),
        title=text(info.get("title")),
        authors=texts(info.get("authors")),
        categories=texts(info.get("categories")),
        languages=(language,) if language else (),
        pages=whole(info.get("pageCount"), most=50_000),  # 0 is "not known"
        cover_url=_cover(an_object(info.get("imageLinks"))),
        rating=decimal(info.get("averageRating"), least=1, most=5),
        ratings_count=whole(info.get("ratingsCount")),
    )


def _with_details(volume: Mapping[str, Any], detail: Mapping[str, Any]) -> Mapping[str, Any]:
    told = {name: value for name, value in an_object(detail.get("volumeInfo")).items() if value}
    return {**volume, "volumeInfo": {**an_object(volume.get("volumeInfo")), **told}}


def _cover(links: Mapping[str, Any]) -> str | None:
    """The thumbnail's address by https and without the curled corner; None if it is not Google's own."""
    address = text(links.get("thumbnail")) or text(links.get("smallThumbnail"))
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or parts.netloc != COVER_HOST or not parts.path.startswith("/books/"):
        return None
    query = [(name, value) for name, value in parse_qsl(parts.query) if (name, value) != ("edge", "curl")]
    return urlunsplit(("https", COVER_HOST, parts.path, urlencode(query), ""))


def _isbns(info: Mapping[str, Any]) -> set[str]:
    identifiers = (text(record.get("identifier")) for record in objects(info.get("industryIdentifiers")))
    return {isbn for identifier in identifiers if (isbn := to_isbn13(identifier))}


def _has_id(volume: Mapping[str, Any]) -> bool:
    return bool(re.fullmatch(r"[\w-]{1,40}", text(volume.get("id")), re.ASCII))


def _is_about_the_day(error: Mapping[str, Any]) -> bool:
    limits = [text(an_object(detail.get("metadata")).get("quota_limit")) for detail in objects(error.get("details"))]
    return any("PerDay" in limit for limit in limits) or "per day" in text(error.get("message")).lower()


def _is_about_the_key(error: Mapping[str, Any]) -> bool:
    reasons = [text(detail.get("reason")) for detail in objects(error.get("details"))]
    return any(reason.startswith("API_KEY") for reason in reasons) or "api key" in text(error.get("message")).lower()
