"""What a reader is asked about their books: each issue with its books side by side, its choices and its fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from dashboards.mending.cards import Card, cards_of, mark_differences
from dashboards.mending.words import FIELDS, HINTS, STATUSES, choice_label, decision_said
from enrichment.facts import BookFacts
from goodreads_site.saying import in_their_language
from uploads.mending.asking import Question
from uploads.mending.fields import written
from uploads.mending.questions import KINDS, NONE, Choice
from uploads.parsing.cells import unwrap
from uploads.parsing.records import IssueKind

_WIDE = ("title", "author")
_NUMBERS = ("pages", "publication_year", "original_publication_year")


@dataclass(frozen=True, slots=True)
class Offer:
    """A button: what is sent, and what it says."""

    id: str
    label: str
    is_proposed: bool
    is_taken: bool = False  # what is shown now: to choose it changes nothing


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    label: str | Promise
    hint: str | Promise
    value: str
    error: str = ""
    is_needed: bool = False
    stands: str = ""  # what was put there meanwhile, in another tab
    options: Sequence[tuple[str, str | Promise]] = ()  # of a select; none: it is typed

    @property
    def is_wide(self) -> bool:
        return self.name in _WIDE

    @property
    def is_number(self) -> bool:
        return self.name in _NUMBERS


@dataclass(frozen=True, slots=True)
class Sent:
    """A form that was refused: what was typed stays, with its error beside the field."""

    about: str  # the issue's token
    values: Mapping[str, str]
    field: str
    error: str


@dataclass(frozen=True, slots=True)
class Asked:
    """An issue as the page shows it; `decided` says in words what stands."""

    token: str
    name: str  # of the book, for who hears the page
    reason: str
    row: int | None
    found: str
    cards: Sequence[tuple[Card, Offer | None]]  # books side by side, each with the button that takes it
    offers: Sequence[Offer]  # what is not about one of the cards
    fields: Sequence[Field]
    decided: str
    resolution: str

    @property
    def fields_fold(self) -> bool:
        """Whether what may be typed is only a second road: there are books to choose from, or little hope."""
        return len(self.fields) > 1 and not any(field.is_needed for field in self.fields)

    @property
    def is_refused(self) -> bool:
        return any(field.error for field in self.fields)


def asked(question: Question, facts: Mapping[int, BookFacts], sent: Sent | None = None) -> Asked:
    """An issue in words. `facts` are the catalogue's, by its ids; `sent` what was refused just now."""
    issue, decided = question.issue, question.decided
    books = [book for book in (question.other_book, question.book) if book]
    offers = {choice.id: _offer(question, choice) for choice in question.choices}
    cards = mark_differences(cards_of(question, facts))
    on_cards = {card.choice for card in cards}
    return Asked(
        token=str(issue.token),
        name=books[-1].title if books else issue.found or _("the file"),
        reason=in_their_language(issue.reason),
        row=issue.row,
        found=issue.found,
        cards=[(card, offers.get(card.choice)) for card in cards],
        offers=[offer for offer in offers.values() if offer.id not in on_cards],
        fields=_fields(question, sent if sent and sent.about == str(issue.token) else None),
        decided=decision_said(decided) if decided else "",
        resolution=str(decided.token) if decided else "",
    )


def field(name: str, value: str, *, error: str = "", is_needed: bool = False, stands: str = "") -> Field:
    options = tuple(STATUSES.items()) if name == "status" else ()
    return Field(name, FIELDS[name], HINTS.get(name, ""), value, error, is_needed, stands, options)


def _offer(question: Question, choice: Choice) -> Offer:
    one = choice.candidate
    is_proposed = choice.id == question.issue.proposal
    if one is None:
        return Offer(choice.id, _label(question, choice.id), is_proposed)
    return Offer(choice.id, _("This one"), is_proposed, one.is_taken)


def _label(question: Question, id_: str) -> str:
    if question.kind == IssueKind.DUPLICATE and id_ in ("first", "second") and question.other_book and question.book:
        return _("Keep this one")
    if question.kind == IssueKind.DOUBTFUL_MATCH and id_ == NONE and len(question.choices) == 2:
        return _("Not this book")
    return choice_label(question.kind, id_)


def _fields(question: Question, sent: Sent | None) -> list[Field]:
    needed = KINDS[question.kind].needed
    texts = written(question.book.to_json()) if question.book else {}
    found = unwrap(question.issue.found) if question.kind in (IssueKind.INVALID_ISBN, IssueKind.ISBNS_DISAGREE) else ""
    fields = []
    for name in question.fields:
        value = texts.get(name, "") or (found if name == "isbn13" else "")
        error = sent.error if sent and sent.field == name else ""
        fields.append(
            field(name, sent.values.get(name, value) if sent else value, error=error, is_needed=name in needed)
        )
    return fields
