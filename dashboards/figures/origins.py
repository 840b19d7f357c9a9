"""Chapter iv: from where and when the authors are, where a source of facts about people is asked about them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dashboards import words
from dashboards.figures.books import decade_named
from dashboards.figures.parts import Aside, Entry, Figure, Head, Table, mark, ranked_with_ghosts, with_ghosts
from dashboards.naming.countries import country_name
from dashboards.seeing import Seen

ENOUGH_KNOWN = 10  # authors of the library that a source knows
COUNTRIES_DRAWN = 10
FIRST_DECADE = 1800  # of birth, that has a column of its own
EARLIER = "earlier"
INKS = 4

_GENDERS: dict[str, str | Promise] = {  # in Wikidata's words; what it may call people besides stands as it is
    "female": gettext_lazy("Women"),
    "male": gettext_lazy("Men"),
    "non-binary": gettext_lazy("Non-binary people"),
}


@dataclass(frozen=True, slots=True)
class _Look:
    """One of the views of the figure, with all that is said of it."""

    view: Mapping[str, Any]
    answer: str
    rests_on: str
    table: Table


def from_where_and_when(seen: Seen) -> Figure | None:
    """Countries, decades of birth and genders of the authors. None where a source knows too few of them."""
    if _facts(seen.whole).get("authors", 0) < ENOUGH_KNOWN:
        return None
    looks = list(_looks(seen))
    if not looks:
        return None
    first, *others = looks
    return Figure(
        id="origins",
        question=_("Where are your authors from, and when?"),
        answer=first.answer,
        rests_on=first.rests_on,
        columns=5,
        chart=first.view["chart"],
        data={"views": [look.view for look in looks]},
        table=first.table,
        asides=[Aside(look.answer, look.rests_on) for look in others],
        further=[look.table for look in others],
    )


def why_not(seen: Seen) -> str:
    """Why it is not shown."""
    known = _facts(seen.whole).get("authors", 0)
    if not known:
        return _("from where your authors are, as no source of facts about people was asked")
    return ngettext(
        "from where your authors are, as that is known of only %(count)d",
        "from where your authors are, as that is known of only %(count)d",
        known,
    ) % {"count": known}


def _facts(head: Head) -> Mapping[str, Any]:
    facts: Mapping[str, Any] = head["summary"].get("author_facts", {})
    return facts


def _looks(seen: Seen) -> Iterator[_Look]:
    """Those for which anything is recorded."""
    facts = _facts(seen.head)
    for recorded, look in (("with_country", _where), ("with_birth_year", _when), ("with_gender", _who)):
        if facts.get(recorded):
            yield look(seen, facts)


def _where(seen: Seen, facts: Mapping[str, Any]) -> _Look:
    total = facts["with_country"]
    most = _countries(seen.head)
    drawn = ranked_with_ghosts(seen, seen.head, _countries, "code", limit=COUNTRIES_DRAWN)
    return _Look(
        view={
            "name": _("Where"),
            "chart": "overlaps",
            "label": _("Authors by country of citizenship."),
            "marks": [_mark(country_name(entry["code"]), entry, ghost, total) for entry, ghost in drawn],
        },
        answer=format_html(
            _("<b>{country}</b> most of all, {share}; {countries}."),
            country=country_name(most[0]["code"]),
            share=words.percent(most[0]["authors"], total),
            countries=_countries_said(len(most)),
        ),
        rests_on=_rests_on(seen.head, total)
        + " "
        + _("The facts are an open catalogue’s; who has several citizenships counts for each."),
        table=_table(_("Country"), most, lambda entry: country_name(entry["code"]), title=_("Where")),
    )


def _countries(head: Head) -> list[Entry]:
    return _most_first(_facts(head).get("countries", ()))


def _most_first(entries: Sequence[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: -entry["authors"])  # of equals those with more books: the document's order


def _countries_said(count: int) -> str:
    return ngettext("they are from %(count)s country", "they are from %(count)s countries", count) % {
        "count": words.number(count)
    }


def _when(seen: Seen, facts: Mapping[str, Any]) -> _Look:
    total, born = facts["with_birth_year"], facts["born"]
    return _Look(
        view={
            "name": _("When"),
            "chart": "columns",
            "label": _("Authors by decade of birth."),
            "marks": [
                _mark(_decade(entry), entry, ghost, total, short=_decade_short(entry))
                for entry, ghost in with_ghosts(seen, seen.head, _decades, "decade")
            ],
        },
        answer=format_html(
            _("Half of them were born in <b>the {decade}</b> or later."), decade=decade_named(_half_since(born, total))
        ),
        rests_on=_rests_on(seen.head, total),
        table=_table(_("Decade of birth"), born, lambda entry: decade_named(entry["decade"]), title=_("When")),
    )


def _half_since(born: Sequence[Entry], total: int) -> int:
    """The latest decade in which, and after which, half of them were born."""
    since = 0
    for entry in reversed(born):
        since += entry["authors"]
        if 2 * since >= total:
            break
    decade: int = entry["decade"]
    return decade


def _decades(head: Head) -> list[Entry]:
    """The decades of birth without gaps, after one column for all that is older."""
    born = {entry["decade"]: entry for entry in _facts(head).get("born", ())}
    older = [entry for decade, entry in born.items() if decade < FIRST_DECADE]
    modern = [decade for decade in born if decade >= FIRST_DECADE]
    first = [{"decade": EARLIER, **{what: sum(entry[what] for entry in older) for what in ("authors", "books")}}]
    between = range(min(modern), max(modern) + 1, 10) if modern else ()
    return [
        *(first if older else ()),
        *(born.get(each, {"decade": each, "authors": 0, "books": 0}) for each in between),
    ]


def _decade(entry: Entry) -> str:
    if entry["decade"] == EARLIER:
        return _("Before %(year)s") % {"year": FIRST_DECADE}
    return decade_named(entry["decade"])


def _decade_short(entry: Entry) -> str:
    return _("earlier") if entry["decade"] == EARLIER else str(entry["decade"])


def _who(seen: Seen, facts: Mapping[str, Any]) -> _Look:
    total, genders = facts["with_gender"], _genders(seen.head)
    named = [f"{_gender(entry)} {words.percent(entry['authors'], total)}" for entry in genders]
    entries = with_ghosts(seen, seen.head, _genders, "name")
    return _Look(
        view={
            "name": _("Who"),
            "chart": "shares",
            "label": _("Shares of the genders that are recorded of the authors."),
            "marks": [
                _mark(_gender(entry), entry, ghost, total, cloth=f"ink{min(at, INKS)}")
                | {"text": words.percent(entry["authors"], total)}
                for at, (entry, ghost) in enumerate(entries, 1)
            ],
        },
        answer=format_html("<b>{}</b>{}.", named[0], "".join(f", {name}" for name in named[1:])),
        rests_on=_rests_on(seen.head, total) + " " + _("As the catalogue records it, of some people in several ways."),
        table=_table(_("Gender"), genders, _gender, title=_("Who")),
    )


def _genders(head: Head) -> list[Entry]:
    return _most_first(_facts(head).get("genders", ()))


def _gender(entry: Entry) -> str:
    name: str = entry["name"]
    return str(_GENDERS.get(name) or name.capitalize())


def _mark(title: str, entry: Entry, ghost: Entry | None, total: int, **more: Any) -> dict[str, Any]:
    return mark(
        title,
        entry["authors"],
        words.number(entry["authors"]),
        [words.authors(entry["authors"]), words.percent(entry["authors"], total), words.books(entry["books"])],
        ghost=ghost["authors"] if ghost else None,
        **more,
    )


def _rests_on(head: Head, recorded: int) -> str:
    return _("From %(recorded)s of %(authors)s that you have read.") % {
        "recorded": words.number(recorded),
        "authors": words.authors(max(recorded, head["summary"]["authors_total"])),
    }


def _table(name: str, entries: Sequence[Entry], said: Callable[[Entry], str], *, title: str) -> Table:
    return Table(
        [name, _("Authors"), _("Books")],
        [(said(entry), words.number(entry["authors"]), words.number(entry["books"])) for entry in entries],
        title=title,
    )
