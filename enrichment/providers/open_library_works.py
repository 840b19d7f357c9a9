"""Open Library's search answers read: works, each with the one edition that the question was about."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from enrichment.isbn import to_isbn13
from enrichment.matching import Match, Refusal, judge
from enrichment.matching.judgement import By
from enrichment.providers.base import Facts, Lookalike, Wanted
from enrichment.providers.languages import iso_639
from enrichment.providers.reading import an_object, decimal, objects, text, texts, whole

FIELDS = (
    "key,title,subtitle,author_name,author_key,first_publish_year,number_of_pages_median,subject,cover_i,edition_count,"
    "language,ratings_average,ratings_count,lcc,ddc,editions,editions.key,editions.title,editions.subtitle,editions.isbn,"
    "editions.id_goodreads,editions.cover_i,editions.language,editions.publisher,editions.publish_date"
)
_AUTHOR_KEY = re.compile(r"OL[0-9]{1,12}A")


@dataclass(frozen=True, slots=True)
class Work:
    """A work as /search.json gives it. What is missing there is empty here."""

    doc: Mapping[str, Any]
    edition: Mapping[str, Any]
    key: str
    titles: tuple[str, ...]  # the edition's, the work's; with their subtitles
    authors: tuple[str, ...]
    isbns: frozenset[str]  # of the edition, as ISBN-13
    goodreads_ids: frozenset[str]
    edition_count: int  # 0 where it is not said

    @property
    def may_hide_another(self) -> bool:
        """Whether it has editions beside the one that it answered with."""
        return self.edition_count != 1

    def judge(self, wanted: Wanted, *, by: By) -> Match | Refusal:
        """Whether this is the wanted book, under whichever of its titles suits best."""
        year = whole(self.doc.get("first_publish_year"), least=-3000, most=2200)
        verdicts = [judge(wanted, title=title, authors=self.authors, year=year, by=by) for title in self.titles]
        return max(verdicts, key=lambda verdict: (isinstance(verdict, Match), verdict.score))

    def facts(self, match: Match, *, by: By) -> Facts:
        """What it says of the book. The edition's own cover, language and pages count only if an id led to it."""
        edition = self.edition if by != "title" else {}
        doc = self.doc
        languages = _languages(edition.get("language")) or _languages(doc.get("language"))
        cover = whole(edition.get("cover_i")) or whole(doc.get("cover_i"))
        return Facts(
            matched_by=by,
            score=match.score,
            reason=match.reason,
            key=self.key,
            title=text(edition.get("title")) or text(doc.get("title")),
            authors=self.authors,
            author_keys=_author_keys(doc, self.authors),
            subjects=texts(doc.get("subject")),
            lcc=texts(doc.get("lcc")),
            ddc=texts(doc.get("ddc")),
            languages=languages,
            pages=_pages(edition.get("number_of_pages")) or _pages(doc.get("number_of_pages_median")),
            first_publish_year=whole(doc.get("first_publish_year"), least=-3000, most=2200),
            cover_id=cover,  # -1 is Open Library's word for "none"
            rating=decimal(doc.get("ratings_average"), least=1, most=5),
            ratings_count=whole(doc.get("ratings_count")),
            edition_count=whole(doc.get("edition_count")),
        )

    def lookalike(self, refusal: Refusal) -> Lookalike:
        """What somebody needs to see of it to tell whether it is the book after all."""
        return Lookalike(
            key=self.key,
            title=text(self.edition.get("title")) or text(self.doc.get("title")),
            authors=self.authors,
            isbn13=min(self.isbns, default=None),
            year=whole(self.doc.get("first_publish_year"), least=-3000, most=2200),
            cover_id=whole(self.edition.get("cover_i")) or whole(self.doc.get("cover_i")),
            reason=refusal.reason,
        )


def is_an_answer(content: Mapping[str, Any]) -> bool:
    """Whether a search was answered at all."""
    return isinstance(content.get("docs"), list)


def works_in(content: Mapping[str, Any]) -> list[Work]:
    """The works of an answer, in its order of relevance."""
    return [work for doc in objects(content.get("docs")) if (work := work_in(doc)).key and work.titles]


def work_in(doc: Mapping[str, Any]) -> Work:
    """One of a search's docs; without key and titles where it has none."""
    edition = next(iter(objects(an_object(doc.get("editions")).get("docs"))), {})
    return Work(
        doc=doc,
        edition=edition,
        key=text(doc.get("key")),
        titles=tuple(dict.fromkeys(filter(None, (_title(edition), _title(doc))))),
        authors=texts(doc.get("author_name")),
        isbns=frozenset(filter(None, map(to_isbn13, texts(edition.get("isbn"))))),
        goodreads_ids=frozenset(texts(edition.get("id_goodreads"))),
        edition_count=whole(doc.get("edition_count")) or 0,
    )


def _author_keys(doc: Mapping[str, Any], authors: tuple[str, ...]) -> tuple[str, ...]:
    """The id of each author. The service lists names and ids in one order, but leaves out what it lacks."""
    names, keys = doc.get("author_name"), doc.get("author_key")
    if not isinstance(names, list) or not isinstance(keys, list) or len(names) != len(keys):
        return ()
    by_name = {text(name): key for name, key in zip(names, keys, strict=True) if _AUTHOR_KEY.fullmatch(text(key))}
    return tuple(by_name.get(author, "") for author in authors) if by_name else ()


def _title(record: Mapping[str, Any]) -> str:
    title, subtitle = text(record.get("title")), text(record.get("subtitle"))
    return f"{title}: {subtitle}" if title and subtitle else title


def _pages(value: object) -> int | None:
    return whole(value, most=50_000)


def _languages(value: object) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(iso_639, texts(value)))))
