"""The words of mending: kinds of issue, fields, choices, and what cannot be typed."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dashboards import words
from goodreads_site.saying import in_their_language
from uploads.mending.trail import Shown, steps
from uploads.models import Action, Resolution
from uploads.parsing.records import IssueKind, Status

KINDS: dict[str, str | Promise] = {
    IssueKind.UNREADABLE_ROW: gettext_lazy("Rows that could not be read"),
    IssueKind.UNCLEAR_SHELF: gettext_lazy("Shelves whose meaning is unclear"),
    IssueKind.GONE: gettext_lazy("Gone from your newer export"),
    IssueKind.DUPLICATE: gettext_lazy("The same book twice"),
    IssueKind.MISSING_TITLE: gettext_lazy("Books without a title"),
    IssueKind.MISSING_AUTHOR: gettext_lazy("Books without an author"),
    IssueKind.DATE_ON_UNREAD: gettext_lazy("A reading date on a book that is not read"),
    IssueKind.INVALID_DATE: gettext_lazy("Dates that cannot be"),
    IssueKind.PLACEHOLDER_DATE: gettext_lazy("First of January: perhaps only the year is meant"),
    IssueKind.READ_WITHOUT_DATE: gettext_lazy("Read, but nobody knows when"),
    IssueKind.IMPOSSIBLE_PAGES: gettext_lazy("Page counts that cannot be"),
    IssueKind.INVALID_RATING: gettext_lazy("Ratings that cannot be"),
    IssueKind.DOUBTFUL_MATCH: gettext_lazy("Perhaps another book"),
    IssueKind.ISBNS_DISAGREE: gettext_lazy("Two ISBNs that disagree"),
    IssueKind.INVALID_ISBN: gettext_lazy("ISBNs that cannot be"),
    IssueKind.NOT_KNOWN: gettext_lazy("Books that no catalogue knows"),
    IssueKind.ENCODING: gettext_lazy("Letters that had to be guessed"),
}
# What a kind's books count as until somebody decides.
MEANWHILE: dict[str, str | Promise] = {
    IssueKind.UNREADABLE_ROW: gettext_lazy("Until you write them by hand, these rows are in no figure."),
    IssueKind.UNCLEAR_SHELF: gettext_lazy(
        "Until you say what these shelves mean, their books count as neither read nor to be read."
        " Where a row names no shelf, we go by the rest of it."
    ),
    IssueKind.GONE: gettext_lazy("Until you decide, they are kept and count."),
    IssueKind.DUPLICATE: gettext_lazy("Until you decide, both rows count."),
    IssueKind.MISSING_TITLE: gettext_lazy("They count, under the name “Untitled”."),
    IssueKind.MISSING_AUTHOR: gettext_lazy("They count, under “Unknown author”."),
    IssueKind.DATE_ON_UNREAD: gettext_lazy("The shelf is believed: they count as not read."),
    IssueKind.INVALID_DATE: gettext_lazy(
        "A date that cannot be read is left aside. Where two years contradict each other, both stand."
    ),
    IssueKind.PLACEHOLDER_DATE: gettext_lazy(
        "Goodreads writes 1 January where only a year was given. These books count towards the year, not the day."
    ),
    IssueKind.READ_WITHOUT_DATE: gettext_lazy("They count as read, but in no figure over time."),
    IssueKind.IMPOSSIBLE_PAGES: gettext_lazy("What cannot be is left out of the pages; what is only odd counts."),
    IssueKind.INVALID_RATING: gettext_lazy("They count as not rated."),
    IssueKind.DOUBTFUL_MATCH: gettext_lazy("What the catalogues say of these books may be about another one."),
    IssueKind.ISBNS_DISAGREE: gettext_lazy("The longer number is believed if it is valid."),
    IssueKind.INVALID_ISBN: gettext_lazy("These books are looked up by title and author."),
    IssueKind.NOT_KNOWN: gettext_lazy("They count in every figure, without genre or cover."),
    IssueKind.ENCODING: gettext_lazy("Look at a few titles: if letters are wrong, export the file again."),
}
FIELDS: dict[str, str | Promise] = {
    "title": gettext_lazy("Title"),
    "author": gettext_lazy("Author"),
    "isbn13": gettext_lazy("ISBN"),
    "date_read": gettext_lazy("Date read"),
    "date_added": gettext_lazy("Date added"),
    "rating": gettext_lazy("Rating"),
    "pages": gettext_lazy("Pages"),
    "publication_year": gettext_lazy("Year published"),
    "original_publication_year": gettext_lazy("Year first published"),
    "status": gettext_lazy("Shelf"),
}
HINTS: dict[str, str | Promise] = {
    "date_read": gettext_lazy("2021-03-09, 2021-03 or 2021"),
    "date_added": gettext_lazy("2021-03-09, 2021-03 or 2021"),
    "rating": gettext_lazy("1 to 5; empty for not rated"),
}
STATUSES: dict[str, str | Promise] = {
    Status.READ: gettext_lazy("Read"),
    Status.READING: gettext_lazy("Reading now"),
    Status.TO_READ: gettext_lazy("Still to read"),
    Status.ABANDONED: gettext_lazy("Abandoned"),
    Status.OTHER: gettext_lazy("None of these"),
}
_CHOICES: dict[str, str | Promise] = {
    **STATUSES,
    "first": gettext_lazy("Keep the first"),
    "second": gettext_lazy("Keep the second"),
    "both": gettext_lazy("Keep both"),
    "reread": gettext_lazy("Count as a re-read"),
    "keep": gettext_lazy("Keep it"),
    "remove": gettext_lazy("Remove it"),
    f"{IssueKind.DOUBTFUL_MATCH}.none": gettext_lazy("None of these books"),
    f"{IssueKind.IMPOSSIBLE_PAGES}.none": gettext_lazy("No page count"),
    "none": gettext_lazy("No date"),
}
# What a script says while somebody types; `uploads.mending.fields` says the same again when it is sent.
PROBLEMS: dict[str, str | Promise] = {
    "title": gettext_lazy("A book needs a title."),
    "author": gettext_lazy("A book needs an author."),
    "isbn": gettext_lazy("This is not a valid ISBN: a digit is wrong or missing."),
    "isbn_rounded": gettext_lazy("A spreadsheet has rounded this ISBN: its last digits are lost."),
    "isbn_amazon": gettext_lazy("This is Amazon's number for an e-book or audiobook, not an ISBN."),
    "date": gettext_lazy("Write the year first: 2021-03-09, or 2021-03, or 2021."),
    "no_such_day": gettext_lazy("There is no such day."),
    "before_1900": gettext_lazy("Before 1900: the year is a slip."),
    "still_to_come": gettext_lazy("This day is still to come."),
    "rating": gettext_lazy("A rating is 1 to 5 stars."),
    "pages": gettext_lazy("Pages are a whole number over 0."),
    "year": gettext_lazy("No book is of this year."),
    "needed": gettext_lazy("This has to be filled in."),
}
# What is refused when it is sent, besides `PROBLEMS`; `refusal` finds them by their English text.
_REFUSALS: tuple[str | Promise, ...] = (
    gettext_lazy("This is what stands there already."),
    gettext_lazy("Nothing was filled in."),
    gettext_lazy("There is no such field here."),
    gettext_lazy("This field is not asked about here."),
    gettext_lazy("This is none of the shelves."),
    gettext_lazy("This is not one of the choices."),
    gettext_lazy("This was decided meanwhile. Undo that first to decide otherwise."),
    gettext_lazy("The file is still being read: its rows cannot be mended yet."),
    gettext_lazy("This book was changed meanwhile. Look at what stands now, then save again."),
)
SHOWN: dict[str, str | Promise] = {
    Shown.WAITS: gettext_lazy("waits until you apply and publish"),
    Shown.APPLIED: gettext_lazy("on the dashboard"),
    Shown.UNDONE: gettext_lazy("undone"),
    Shown.GOES: gettext_lazy("undone; goes when you apply and publish"),
}


def checks() -> dict[str, Any]:
    """What static/js/dom/checked_fields.js needs: the words by code, and the day."""
    return {"today": timezone.localdate().isoformat(), "words": {code: str(text) for code, text in PROBLEMS.items()}}


def refusal(refused: Exception) -> str:
    """Why something was refused, in the reader's language."""
    return in_their_language(str(refused))


def choice_label(kind: str, id_: str) -> str:
    """A choice in words; one without words of its own is a date or a number to take.

    >>> choice_label("duplicate", "both"), choice_label("impossible_pages", "none")
    ('Keep both', 'No page count')
    """
    label = _CHOICES.get(f"{kind}.{id_}") or _CHOICES.get(id_)
    return str(label) if label else _("Take %(value)s") % {"value": id_}


def value_said(name: str, text: str) -> str:
    """What stands in a field, in words; a dash for nothing."""
    if name == "status" and text:
        return str(STATUSES.get(text, text))
    if name in ("date_read", "date_added"):
        return words.date(text) or "–"
    return text or "–"


def decision_said(decided: Resolution) -> str:
    """What was decided, without the book it is about."""
    if decided.issue is None or decided.action == Action.EDIT:
        return "; ".join(f"{FIELDS[one.field]}: {value_said(one.field, one.after)}" for one in steps(decided))
    if decided.action == Action.SKIP:
        return _("Left as it is.")
    if decided.after == decided.choice:
        return choice_label(decided.issue.kind, decided.choice)
    return decided.after
