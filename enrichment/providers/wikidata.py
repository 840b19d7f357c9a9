"""Wikidata: who an author is, where from, when born, asked through its query service in batches of fifty.

An author is known by the Open Library id that Wikidata records of them. Without one there is the name, and that
is believed only of the one person of the name who wrote books, and only if one of the books is ours. Written from
the service's documentation, in plain SPARQL 1.1, so that any copy of Wikidata answers it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from enrichment.matching import author_score, title_score
from enrichment.matching.authors import is_nobody
from enrichment.matching.judgement import SAME_AUTHOR, SAME_TITLE
from enrichment.providers.authors import AuthorAnswers, AuthorFacts, AuthorWanted
from enrichment.providers.base import Pacer, ProviderBusy, ProviderRefused
from enrichment.providers.reading import an_object, objects, text
from enrichment.providers.wire import Reply, Wire

if TYPE_CHECKING:
    import httpx

QUERY = "/sparql"
AUTHORS_A_REQUEST = 50
NAMES_A_REQUEST = 10  # each in up to three spellings and two languages: an address of some thousand characters
LONGEST_NAME = 60  # bytes
A_MINUTE = 60.0  # "stop for the Retry-After or for 1 minute", say the service's operators
_ITEM = re.compile(r"http://www\.wikidata\.org/entity/(Q[0-9]{1,12})")
_OPEN_LIBRARY_KEY = re.compile(r"OL[0-9]{1,12}A")
_YEAR = re.compile(r"[+]?(-?[0-9]{1,6})-[0-9]{2}-[0-9]{2}T")
_COUNTRY = re.compile(r"[A-Z]{2}")
_INITIALS = re.compile(r"(?<=[^\W\d_]\.)\s*(?=[^\W\d_]\.)")
_LAST_INITIAL = re.compile(r"(?<=\.)(?=[^\W\d_]{2})")

Row = Mapping[str, str]  # variable -> value; what has no value is not there

_PREFIXES = """
PREFIX wd: <http://www.wikidata.org/entity/>
PREFIX wdt: <http://www.wikidata.org/prop/direct/>
PREFIX p: <http://www.wikidata.org/prop/>
PREFIX psv: <http://www.wikidata.org/prop/statement/value/>
PREFIX wikibase: <http://wikiba.se/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
# P648 Open Library id, P31 Q5 a human being, P50 author, P800 notable work, P1476 title in its own language,
# P27 citizenship, P297 ISO 3166-1 alpha-2, P21 sex or gender, P569 born, P570 died. Names that are the same in
# many languages stand under "mul", and then often not under "en".
_BY_KEY = """
SELECT DISTINCT ?asked ?author ?name WHERE {
  VALUES ?asked { $VALUES }
  ?author wdt:P648 ?asked ; wdt:P31 wd:Q5 ; rdfs:label|skos:altLabel ?name .
  FILTER(LANG(?name) IN ("en", "mul"))
}"""
_BY_NAME = """
SELECT DISTINCT ?asked ?author ?title WHERE {
  VALUES ?asked { $VALUES }
  ?author rdfs:label|skos:altLabel ?asked ; wdt:P31 wd:Q5 ; ^wdt:P50|wdt:P800 ?work .
  { ?work rdfs:label ?title . FILTER(LANG(?title) IN ("en", "mul")) } UNION { ?work wdt:P1476 ?title }
}"""
# A date that is precise to the century (7) or the decade (8) bears the first year of it: that is no year of birth.
_FACTS = """
SELECT DISTINCT ?author ?code ?state ?gender ?born ?died WHERE {
  VALUES ?author { $VALUES }
  ?author wdt:P31 wd:Q5 .
  OPTIONAL {
    ?author wdt:P27 ?country .
    OPTIONAL { ?country wdt:P297 ?code }
    OPTIONAL { ?country rdfs:label ?state . FILTER(LANG(?state) = "en") }
  }
  OPTIONAL { ?author wdt:P21/rdfs:label ?gender . FILTER(LANG(?gender) = "en") }
  OPTIONAL {
    ?author p:P569 ?birth . ?birth a wikibase:BestRank ; psv:P569 ?birthday .
    ?birthday wikibase:timePrecision ?exactly ; wikibase:timeValue ?born . FILTER(?exactly >= 9)
  }
  OPTIONAL {
    ?author p:P570 ?death . ?death a wikibase:BestRank ; psv:P570 ?deathday .
    ?deathday wikibase:timePrecision ?precisely ; wikibase:timeValue ?died . FILTER(?precisely >= 9)
  }
}"""


class Wikidata:
    """Asks Wikidata about authors: two requests a batch, and one for every ten whom only their name tells."""

    name = "wikidata"
    batch = AUTHORS_A_REQUEST

    def __init__(
        self, base_url: str, *, pacer: Pacer, user_agent: str, transport: httpx.BaseTransport | None = None
    ) -> None:
        """`user_agent` must name a contact: who names none is blocked without notice."""
        self._base_url = base_url
        self._pacer = pacer
        self._headers = {"User-Agent": user_agent.encode("ascii", "ignore").decode()}
        self._transport = transport

    def look_up(self, wanted: Sequence[AuthorWanted], *, pulse: Callable[[], None] = lambda: None) -> AuthorAnswers:
        """Facts about `wanted`, by their Open Library id, else by name and title.

        Raises `ProviderBusy` or `ProviderRefused`; nothing was learnt then.
        """
        if len(wanted) > self.batch:
            raise ValueError(f"{len(wanted)} authors are more than one batch")
        with Wire(
            self._base_url,
            pacer=self._pacer,
            headers=self._headers,
            usable=_is_an_answer,
            pulse=pulse,
            transport=self._transport,
        ) as wire:
            verdicts = self._identify(wire, wanted)
            people = {identity: person for identity, person in verdicts.items() if isinstance(person, _Person)}
            described = self._describe(wire, {person.item for person in people.values()})
        return AuthorAnswers(
            found={identity: _facts(person, described[person.item]) for identity, person in people.items()},
            not_known={identity: reason for identity, reason in verdicts.items() if isinstance(reason, str)},
        )

    def _identify(self, wire: Wire, wanted: Sequence[AuthorWanted]) -> dict[str, _Person | str]:
        """By the author's identity: the person, or why it is nobody."""
        verdicts = self._by_key(wire, [author for author in wanted if _has_key(author)])
        by_name = [author for author in wanted if author.identity not in verdicts]
        askable = [author for author in by_name if _has_askable_name(author)]
        verdicts |= {author.identity: "nothing to ask by" for author in by_name if author not in askable}
        for start in range(0, len(askable), NAMES_A_REQUEST):
            verdicts |= self._by_name(wire, askable[start : start + NAMES_A_REQUEST])
        return verdicts

    def _by_key(self, wire: Wire, wanted: Sequence[AuthorWanted]) -> dict[str, _Person | str]:
        """Those whose id Wikidata has. Who is left out may still be known by name."""
        keys = {author.open_library_key for author in wanted if author.open_library_key}
        named: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for row in self._ask(wire, _BY_KEY, map(_literal, sorted(keys))):
            if item := _item(row):
                named[row.get("asked", "")][item].append(row.get("name", ""))
        return {
            author.identity: _judge_by_key(author, named[author.open_library_key])
            for author in wanted
            if author.open_library_key in named
        }

    def _by_name(self, wire: Wire, wanted: Sequence[AuthorWanted]) -> dict[str, _Person | str]:
        spellings = {author.identity: _spellings(author.name) for author in wanted}
        asked = {f"{_literal(name)}@{tag}" for names in spellings.values() for name in names for tag in ("en", "mul")}
        written: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for row in self._ask(wire, _BY_NAME, sorted(asked)):
            if item := _item(row):
                written[row.get("asked", "")][item].append(row.get("title", ""))
        return {
            author.identity: _judge_by_name(author, _joined(written, spellings[author.identity])) for author in wanted
        }

    def _describe(self, wire: Wire, items: set[str]) -> Mapping[str, list[Row]]:
        described: dict[str, list[Row]] = defaultdict(list)
        for row in self._ask(wire, _FACTS, (f"wd:{item}" for item in sorted(items))):
            described[_item(row)].append(row)
        return described

    def _ask(self, wire: Wire, query: str, values: Iterable[str]) -> list[Row]:
        listed = " ".join(values)
        if not listed:
            return []
        reply = wire.get(QUERY, {"query": _PREFIXES + query.replace("$VALUES", listed), "format": "json"})
        self._stop_if_told_to(reply)
        bindings = objects(an_object(reply.content.get("results")).get("bindings"))
        return [{name: text(an_object(bound).get("value")) for name, bound in row.items()} for row in bindings]

    def _stop_if_told_to(self, reply: Reply) -> None:
        if reply.status == 200:
            return
        reason = f"status {reply.status}"
        if reply.status == 429:
            retry_after = reply.retry_after or A_MINUTE
            self._pacer.limited(reason, retry_after=retry_after)
            raise ProviderBusy("Wikidata asks us to slow down", retry_after=retry_after)
        if reply.status in (401, 403):
            self._pacer.refused(reason)
            raise ProviderRefused(f"Wikidata refuses us ({reason}): does CONTACT hold an address of ours?")
        self._pacer.failed(reason)
        raise ProviderBusy(f"Wikidata's query service is not where it was ({reason}): is WIKIDATA_URL right?")


@dataclass(frozen=True, slots=True)
class _Person:
    """Whom a source's item is believed to be, and why."""

    item: str  # "Q42"
    name: str
    matched_by: str
    score: float
    reason: str


def _judge_by_key(author: AuthorWanted, named: Mapping[str, Sequence[str]]) -> _Person | str:
    """`named` are the items that bear the author's id, each with its names."""
    if len(named) > 1:
        return "doubtful: several people have the Open Library id"
    item, names = next(iter(named.items()))
    name = max(names, key=lambda spelt: author_score(author.name, [spelt]))
    score = author_score(author.name, [name])
    if score < SAME_AUTHOR:
        return f"doubtful: the Open Library id is of somebody else (name {score:.2f})"
    return _Person(item, name, "openlibrary", round(score, 2), "Open Library id and name agree")


def _judge_by_name(author: AuthorWanted, written: Mapping[str, Sequence[str]]) -> _Person | str:
    """`written` are the people of the author's name, each with the titles of their books.

    With two of them a title would tell whose that book is, but what is kept stands for the name.
    """
    if not written:
        return "nobody of that name wrote a book"
    if len(written) > 1:
        return f"doubtful: {len(written)} people of that name wrote books"
    item, titles = next(iter(written.items()))
    alike = max((title_score(ours, theirs) for ours in author.titles for theirs in titles), default=0.0)
    if alike < SAME_TITLE:
        return f"doubtful: none of the books is known to be theirs (title {alike:.2f})"
    return _Person(item, author.name, "title", round(alike, 2), "the name is one author's, and a title agrees")


def _facts(person: _Person, rows: Sequence[Row]) -> AuthorFacts:
    """What the rows say of one person: a row for every combination of their countries, genders and dates."""
    return AuthorFacts(
        source=Wikidata.name,
        key=person.item,
        name=person.name,
        matched_by=person.matched_by,
        score=person.score,
        reason=person.reason,
        countries=tuple(code for code in _all("code", rows) if _COUNTRY.fullmatch(code)),
        citizenships=_all("state", rows),
        genders=_all("gender", rows),
        birth_year=_year(_all("born", rows)),
        death_year=_year(_all("died", rows)),
    )


def _all(variable: str, rows: Iterable[Row]) -> tuple[str, ...]:
    return tuple(sorted({row[variable] for row in rows if row.get(variable)}))


def _year(dates: Iterable[str]) -> int | None:
    """The year that all of the dates are of; None where they disagree. The service writes 1 BCE as the year 0."""
    years = {int(found[1]) for date in dates if (found := _YEAR.match(date))}
    if len(years) != 1:
        return None
    year = years.pop()
    return year if year > 0 else year - 1


def _joined(written: Mapping[str, Mapping[str, list[str]]], names: Iterable[str]) -> dict[str, list[str]]:
    """The people who bear one of the names, each with all titles."""
    people: dict[str, list[str]] = defaultdict(list)
    for name in names:
        for item, titles in written.get(name, {}).items():
            people[item] += titles
    return people


def _spellings(name: str) -> tuple[str, ...]:
    """A name as it stands and with its initials set apart and together: the service compares letter by letter.

    >>> _spellings("J.R.R. Tolkien"), _spellings("Mo  Yan")
    (('J.R.R. Tolkien', 'J. R. R. Tolkien'), ('Mo Yan',))
    """
    plain = " ".join(name.replace("\\", " ").split())
    parted = _LAST_INITIAL.sub(" ", plain)
    return tuple(dict.fromkeys((plain, _INITIALS.sub(" ", parted), _INITIALS.sub("", parted))))


def _literal(value: str) -> str:
    """A string in SPARQL. A backslash is left out: it would begin an escape, and no name has one."""
    printable = "".join(letter for letter in value if letter.isprintable() and letter != "\\")
    return '"' + printable.replace('"', '\\"') + '"'


def _item(row: Row) -> str:
    found = _ITEM.fullmatch(row.get("author", ""))
    return found[1] if found else ""


def _has_key(author: AuthorWanted) -> bool:
    return bool(_OPEN_LIBRARY_KEY.fullmatch(author.open_library_key or ""))


def _has_askable_name(author: AuthorWanted) -> bool:
    """Whether a name and a title are there to go by."""
    return bool(author.titles) and not is_nobody(author.name) and len(author.name.encode()) <= LONGEST_NAME


def _is_an_answer(content: Mapping[str, object]) -> bool:
    return isinstance(an_object(content.get("results")).get("bindings"), list)
