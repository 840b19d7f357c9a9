"""Books side by side, so that a reader can tell them apart: a cover and a few facts, with what differs marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from dashboards import words
from dashboards.document.build import book_object
from dashboards.mending.words import STATUSES
from dashboards.naming.services import SERVICES
from enrichment.facts import WAITING, BookFacts
from goodreads_site.saying import in_their_language
from uploads.mending.asking import Question
from uploads.mending.questions import Candidate
from uploads.parsing.records import IssueKind, ParsedBook


@dataclass(frozen=True, slots=True)
class CardFact:
    label: str
    value: str
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """One book. `choice` is the id of what takes it; "" for a book that is only looked at."""

    heading: str
    book: Mapping[str, Any]  # for its cover: title, author, cover_url, genres
    facts: Sequence[CardFact]
    choice: str = ""
    because: str = ""


def cards_of(question: Question, facts: Mapping[int, BookFacts]) -> list[Card]:
    """The books that an issue is about: of a duplicate both, of a doubtful match the catalogues' beside the reader's."""
    if question.kind == IssueKind.DUPLICATE and question.other_book and question.book:
        pair = ((question.other_book, "first"), (question.book, "second"))
        return [_own(book, question, facts, _in_full(book), choice) for book, choice in pair]
    if question.book is None:
        return []
    candidates = [choice.candidate for choice in question.choices if choice.candidate]
    return [_own(question.book, question, facts, _in_short(question.book)), *map(_found, candidates)]


def mark_differences(cards: Sequence[Card]) -> list[Card]:
    """The same cards, each fact marked whose value is not the same on all of them. What is empty on all is left out.

    A candidate's card has fewer facts; a label that only one card has is compared with nothing.
    """
    values: dict[str, list[str]] = {}
    for card in cards:
        for fact in card.facts:
            values.setdefault(fact.label, []).append(fact.value)
    differing = {label for label, said in values.items() if len({text.casefold() for text in said}) > 1}
    return [
        replace(
            card,
            facts=[
                replace(fact, value=fact.value or "–", differs=fact.label in differing)
                for fact in card.facts
                if any(values[fact.label])
            ],
        )
        for card in cards
    ]


def _own(
    book: ParsedBook, question: Question, facts: Mapping[int, BookFacts], said: Sequence[CardFact], choice: str = ""
) -> Card:
    known = facts.get(question.known_as.get(book.row, 0), WAITING)
    heading = _("Row %(row)s of your file") % {"row": words.number(book.row)}
    return Card(heading, book_object(book, known, id=""), said, choice)


def _found(candidate: Candidate) -> Card:
    service = candidate.id.partition(":")[0]
    book = {
        "title": candidate.title,
        "author": candidate.author,
        "cover_url": candidate.cover_url,
        "genres": (),
    }
    facts = [
        CardFact(_("Title"), candidate.title),
        CardFact(_("Author"), candidate.author),
        CardFact(_("First published"), words.year(candidate.year) if candidate.year else ""),
        *([CardFact(_("ISBN"), candidate.isbn13)] if candidate.isbn13 else []),
    ]
    return Card(SERVICES.get(service, service), book, facts, candidate.id, in_their_language(candidate.because))


def _in_short(book: ParsedBook, *, title: str = "") -> list[CardFact]:
    year = book.original_publication_year or book.publication_year
    return [
        CardFact(_("Title"), title or book.title),
        CardFact(_("Author"), book.author),
        CardFact(_("First published"), words.year(year) if year else ""),
        CardFact(_("ISBN"), book.isbn13 or ""),
    ]


def _in_full(book: ParsedBook) -> list[CardFact]:
    edition = [book.publisher, book.binding, words.year(book.publication_year) if book.publication_year else ""]
    return [
        *_in_short(book, title=book.full_title),
        CardFact(_("Edition"), ", ".join(part for part in edition if part)),
        CardFact(_("Pages"), words.number(book.pages) if book.pages else ""),
        CardFact(_("Shelf"), str(STATUSES[book.status])),
        CardFact(_("Rating"), words.stars(book.rating) if book.rating else ""),
        CardFact(_("Date read"), words.date(book.date_read.text) if book.date_read else ""),
        CardFact(_("Date added"), words.date(book.date_added.text) if book.date_added else ""),
        CardFact(_("Own shelves"), ", ".join(book.shelves)),
        CardFact(_("Review"), _("yes") if book.review else ""),
    ]
