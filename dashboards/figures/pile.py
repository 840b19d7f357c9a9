"""Chapter vi: the pile of books to be read, how it grows, and how long they lie there."""

from __future__ import annotations

from typing import Any

from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards import words
from dashboards.figures.cards import Card, Cards
from dashboards.figures.parts import Entry, Figure, Head, Table, mark, with_ghosts
from dashboards.naming.waits import wait_said, wait_short
from dashboards.seeing import Seen

ENOUGH_WAITS = 20
ENOUGH_FOR_HISTOGRAMS = 50  # read books
DAYS_A_MONTH = 30.4


def how_long(seen: Seen) -> Figure | None:
    """How long finished books had lain there. None for less than twenty of which that is known."""
    head = seen.beside("wait")
    waits = head["summary"]["pile"]["waits"]
    if seen.whole["coverage"]["read"] < ENOUGH_FOR_HISTOGRAMS or waits["usable"] < ENOUGH_WAITS:
        return None
    entries = with_ghosts(seen, head, lambda head: head["summary"]["pile"]["waits"]["bins"], "days")
    return Figure(
        id="waits",
        question=_("How long do books wait?"),
        answer=_half(waits),
        rests_on=_waits_rest_on(head),
        columns=7,
        chart="columns",
        data={
            "label": _("Books by the time from shelving to finishing. Each column leads to its books."),
            "marks": [_wait_mark(entry, ghost, waits["usable"], seen) for entry, ghost in entries],
        },
        table=Table(
            [_("On the pile for"), _("Books"), _("Share")],
            [
                (wait_said(e["days"]), words.number(e["books"]), words.percent(e["books"], waits["usable"]))
                for e in waits["bins"]
            ],
        ),
    )


def what_waits(seen: Seen) -> Cards | None:
    """The ten books that were shelved first and wait still. None where no book waits."""
    oldest = seen.head["summary"]["pile"]["oldest"]
    if not oldest:
        return None
    since = words.date(oldest[0]["date"])
    return Cards(
        id="waiting",
        question=_("What has waited longest?"),
        answer=format_html(_("<b>{title}</b>, since {date}."), title=oldest[0]["title"], date=since),
        rests_on=_("From %(books)s to be read, by the date on which they were shelved.")
        % {"books": words.books(seen.head["summary"]["to_read"]["books"])},
        cards=[Card(book, seen.links.book(book["id"]), words.date(book["date"])) for book in oldest],
        columns=12,
        small=True,
    )


def too_few_waits(seen: Seen) -> str:
    """Why the waits are not shown."""
    usable = seen.whole["summary"]["pile"]["waits"]["usable"]
    if usable >= ENOUGH_WAITS:
        return _("how long books wait, as you have read fewer than %(count)d") % {"count": ENOUGH_FOR_HISTOGRAMS}
    return ngettext(
        "how long books wait, as that is known of only %(count)d book",
        "how long books wait, as that is known of only %(count)d books",
        usable,
    ) % {"count": usable}


def bulk_said(head: Head) -> str:
    """Which days are left out as those of an import; nothing where there are none."""
    days = sorted(head["summary"]["pile"]["bulk_days"], key=lambda entry: -entry["books"])
    days = [entry for entry in days if entry["books"]]
    if not days:
        return ""
    books = sum(entry["books"] for entry in days)
    said = {"count": len(days), "books": words.books(books), "day": words.date(days[0]["day"])}
    return (
        ngettext(
            "%(books)s shelved in one go, on %(day)s, are left out.",
            "%(books)s shelved in one go, on %(count)d days such as %(day)s, are left out.",
            len(days),
        )
        % said
    )


def _wait_mark(entry: Entry, ghost: Entry | None, usable: int, seen: Seen) -> dict[str, Any]:
    return mark(
        capfirst(wait_said(entry["days"])),
        entry["books"],
        words.number(entry["books"]),
        [words.books(entry["books"]), words.percent(entry["books"], usable)],
        short=wait_short(entry["days"]),
        href=seen.toggled("wait", entry["days"], at="waits") if entry["books"] else None,
        chosen=seen.filters.is_on("wait", entry["days"]),
        ghost=ghost["books"] if ghost else None,
    )


def _half(waits: Entry) -> str:
    longest = waits["highest"]
    return format_html(
        _("Half of them <b>{span} or less</b>. The longest wait, {longest}, was that of {title}."),
        span=wait_in_words(waits["median"]),
        longest=wait_in_words(longest["value"]),
        title=longest["book"]["title"],
    )


def wait_in_words(days: float) -> str:
    """A wait: in days below two months, then in months and years.

    >>> wait_in_words(1), wait_in_words(45), wait_in_words(400)
    ('1 day', '45 days', '1 year 1 month')
    """
    if days < 60:
        return words.days(round(days))
    return words.span(days / DAYS_A_MONTH)


def _waits_rest_on(head: Head) -> str:
    waits, read = head["summary"]["pile"]["waits"], head["coverage"]["read"]
    text = _(
        "From %(usable)s of %(books)s that you have read: those with both days, finished after they were shelved."
    ) % {
        "usable": words.number(waits["usable"]),
        "books": words.books(read),
    }
    return f"{text} {bulk_said(head)}".strip()
