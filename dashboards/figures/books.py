"""Chapter v: from when the books are, in what form they come, and in which languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _

from dashboards import words
from dashboards.figures.formats_by_year import by_year
from dashboards.figures.parts import DOES_NOT_TELL, NO_YEAR, Entry, Figure, Instead, Table, mark, out_of, with_ghosts
from dashboards.naming.filters import FORMATS
from dashboards.naming.languages import language_name
from dashboards.seeing import Seen

ENOUGH = 5  # books that have the fact
NEARLY_ALL = 0.97  # of the books, from which on there is but one format or language to speak of
SHARES_DRAWN = 8
INKS = 4  # shades of a bar's parts; what comes later has the palest
FIRST_DECADE = 1850  # that has a column of its own
EARLIER = "earlier"


def from_when(seen: Seen) -> Figure | None:
    """Books by decade of first publication. None where too few tell."""
    head = seen.beside("decade")
    decades, read = head["summary"]["decades"], head["coverage"]["read"]
    told = sum(entry["books"] for entry in decades)
    if told < ENOUGH:
        return None
    best = max(decades, key=lambda entry: entry["books"])
    return Figure(
        id="decades",
        question=_("From which decades?"),
        answer=format_html(
            _("Most from <b>the {decade}</b>: {share}."),
            decade=decade_named(best["decade"]),
            share=words.percent(best["books"], told),
        ),
        rests_on=out_of(told, read, NO_YEAR),
        columns=7,
        chart="columns",
        data={
            "label": _("Books by decade of first publication. Each column leads to its books."),
            "marks": [_decade_mark(*pair, told, seen) for pair in with_ghosts(seen, head, _columns, "decade")],
        },
        table=counts(_("Decade"), [(decade_named(entry["decade"]), entry["books"]) for entry in decades]),
    )


def _columns(head: Mapping[str, Any]) -> list[Entry]:
    """The decades without gaps, after one column for all that is older."""
    books = {entry["decade"]: entry["books"] for entry in head["summary"]["decades"]}
    modern = [decade for decade in books if decade >= FIRST_DECADE]
    older = sum(count for decade, count in books.items() if decade < FIRST_DECADE)
    first = [{"decade": EARLIER, "books": older}] if older else []
    between = range(min(modern), max(modern) + 1, 10) if modern else ()
    return [*first, *({"decade": decade, "books": books.get(decade, 0)} for decade in between)]


def _decade_mark(entry: Entry, ghost: Entry | None, told: int, seen: Seen) -> dict[str, Any]:
    decade, is_older = entry["decade"], entry["decade"] == EARLIER
    return mark(
        _("Before %(year)s") % {"year": FIRST_DECADE} if is_older else decade_named(decade),
        entry["books"],
        words.number(entry["books"]),
        [words.books(entry["books"]), words.percent(entry["books"], told)],
        short=_("earlier") if is_older else str(decade),
        href=seen.toggled("decade", decade, at="decades") if entry["books"] and not is_older else None,
        chosen=seen.filters.is_on("decade", decade),
        ghost=ghost["books"] if ghost else None,
    )


def decade_named(decade: int) -> str:
    """A decade in words: "1980s".

    >>> decade_named(1980), decade_named(-430)
    ('1980s', '430s BCE')
    """
    return _("%(decade)ss BCE") % {"decade": -decade} if decade < 0 else _("%(decade)ss") % {"decade": decade}


def which_format(seen: Seen) -> Figure | Instead | None:
    """Print, e-book, audio. A sentence where nearly all is in one format; None where too few tell."""
    head = seen.beside("format")
    formats, read = head["summary"]["formats"], head["coverage"]["read"]
    told = sum(entry["books"] for entry in formats)
    question = _("Paper, screen or ear?")
    if told < ENOUGH:
        return None
    first = formats[0]
    answer = format_html(
        _("<b>{format}</b>, for {share} of your books."),
        format=FORMATS[first["name"]],
        share=words.percent(first["books"], told),
    )
    if first["books"] > NEARLY_ALL * told and "format" not in seen.filters.wanted:
        return Instead("formats", question, answer, columns=5)
    years = by_year(seen)
    rests_on = out_of(told, read, DOES_NOT_TELL)
    return Figure(
        id="formats",
        question=question,
        answer=format_html("{} {}", answer, years.sentence) if years and years.sentence else answer,
        rests_on=f"{rests_on} {years.rests_on}" if years else rests_on,
        columns=5,
        chart="shares",
        data={
            "label": _("Shares of formats, of all books and by year. Each leads to its books.")
            if years
            else _("Shares of formats. Each leads to its books."),
            "years": years.years if years else [],
            "marks": _shares(seen, "format", told, years.of_format if years else {}),
        },
        table=counts(_("Format"), [(str(FORMATS[entry["name"]]), entry["books"]) for entry in formats]),
        further=[years.table] if years else (),
    )


def which_language(seen: Seen) -> Figure | Instead | None:
    """Languages. None where there is but one."""
    head = seen.beside("language")
    languages, read = head["summary"]["languages"], head["coverage"]["read"]
    told = sum(entry["books"] for entry in languages)
    if len(seen.whole["summary"]["languages"]) < 2 or told < ENOUGH:
        return None
    first = languages[0]
    question = _("In which languages?")
    answer = format_html(
        _("Mostly <b>{language}</b>, for {share} of your books."),
        language=language_name(first["code"]),
        share=words.percent(first["books"], told),
    )
    if first["books"] > NEARLY_ALL * told and "language" not in seen.filters.wanted:
        return Instead("languages", question, answer, columns=7)
    return Figure(
        id="languages",
        question=question,
        answer=answer,
        rests_on=out_of(told, read, DOES_NOT_TELL),
        columns=7,
        chart="shares",
        data={"label": _("Shares of languages. Each leads to its books."), "marks": _shares(seen, "language", told)},
        table=counts(_("Language"), [(language_name(entry["code"]), entry["books"]) for entry in languages]),
    )


def _shares(
    seen: Seen, of: str, told: int, more: Mapping[str, Mapping[str, Any]] | None = None
) -> list[dict[str, Any]]:
    """The marks of a bar cut by format or by language, the most first, in paler and paler ink; `more` is what they add."""
    key = "name" if of == "format" else "code"
    entries = with_ghosts(seen, seen.beside(of), lambda head: head["summary"][f"{of}s"], key)
    drawn = [
        mark(
            str(FORMATS[entry[key]]) if of == "format" else language_name(entry[key]),
            entry["books"],
            words.percent(entry["books"], told),
            [words.books(entry["books"])],
            cloth=f"ink{min(at, INKS)}",
            href=seen.toggled(of, entry[key], at=f"{of}s"),
            chosen=seen.filters.is_on(of, entry[key]),
            ghost=ghost["books"] if ghost else None,
            **(more or {}).get(entry[key], {}),
        )
        for at, (entry, ghost) in enumerate(entries[:SHARES_DRAWN], 1)
    ]
    rest = told - sum(share["value"] for share in drawn)
    return [*drawn, _rest(rest, told)] if rest else drawn


def _rest(books: int, told: int) -> dict[str, Any]:
    """What has no part of its own; without it the bar would make the others larger than they are."""
    return mark(_("Others"), books, words.percent(books, told), [words.books(books)], cloth=f"ink{INKS}")


def counts(name: str, rows: Sequence[tuple[str, int]]) -> Table:
    """The numbers behind books counted by something."""
    return Table([name, _("Books")], [(title, words.number(books)) for title, books in rows])
