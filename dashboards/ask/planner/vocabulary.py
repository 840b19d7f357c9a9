"""The reader's own words: their authors, titles, series, shelves and genres, each in every form one might type."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from dashboards.ask.planner.genre_words import forms_of_genre
from dashboards.document.folding import fold
from enrichment.genres import GENRES

EXCLUSIVE = {"read", "to-read", "currently-reading"}  # what the status says already
_PARTICLES = {
    "le",
    "la",
    "de",
    "du",
    "di",
    "da",
    "del",
    "della",
    "den",
    "der",
    "van",
    "von",
    "st",
    "mc",
    "al",
    "ten",
    "ter",
}
_KIND_OF_SERIES = (
    r" (?:series|cycle|saga|trilogy|quartet|sequence|chronicles|diaries|novels|books|mysteries|tales|universe)$"
)
_DISTINCT = 5  # letters of a series' name without its kind
_LONG_ENOUGH = 4  # letters of a last name that may stand for its author


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What is known by name, by the form that a question in plain words has it in. The most frequent come first."""

    authors: Mapping[str, str]
    last_names: Mapping[str, tuple[str, ...]]
    titles: Mapping[str, str]
    series: Mapping[str, str]
    shelves: Mapping[str, str]
    genres: Mapping[str, str]
    publishers: Mapping[str, str]
    languages: frozenset[str]
    formats: frozenset[str]
    knows_form: bool  # fiction or nonfiction
    knows_ratings_counts: bool
    words: frozenset[str] = frozenset()  # each word of all these names


def vocabulary_of(connection: sqlite3.Connection) -> Vocabulary:
    """The words of the library that `tables.fill` put into this database."""

    def column(sql: str) -> list[str]:
        return [row[0] for row in connection.execute(sql)]

    authors = column("SELECT author FROM books GROUP BY author ORDER BY count(*) DESC")
    genres = column("SELECT genre FROM book_genres GROUP BY genre ORDER BY count(*) DESC")
    shelves = column("SELECT shelf FROM book_shelves GROUP BY shelf ORDER BY count(*) DESC")
    own_authors = _authors(authors)
    names = {
        "authors": own_authors,
        "titles": _titles(column("SELECT title FROM books GROUP BY title ORDER BY count(*) DESC"), own_authors),
        "series": _series(
            column("SELECT series FROM books WHERE series IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC")
        ),
        "shelves": _names(shelf for shelf in shelves if shelf not in EXCLUSIVE),
        "genres": _genres(genres),
        "publishers": _but(
            _names(column("SELECT publisher FROM books WHERE publisher IS NOT NULL GROUP BY 1")), own_authors
        ),
    }
    return Vocabulary(
        **names,
        last_names=_last_names(authors),
        words=frozenset(word for forms in names.values() for form in forms for word in form.split()),
        languages=frozenset(column("SELECT DISTINCT language FROM books WHERE language IS NOT NULL")),
        formats=frozenset(column("SELECT DISTINCT format FROM books WHERE format IS NOT NULL")),
        knows_ratings_counts=bool(column("SELECT 1 FROM books WHERE ratings_count IS NOT NULL LIMIT 1")),
        knows_form=bool(column("SELECT 1 FROM books WHERE fiction IS NOT NULL LIMIT 1")),
    )


def nearest(typed: str, known: Iterable[str], least: float) -> str | None:
    """The known form that is most like what was typed, if it is at least so like."""
    best, best_score = None, least
    letters = set(typed)
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(typed)
    for form in known:
        if abs(len(form) - len(typed)) > 3 or _at_most(form, typed, letters) < best_score:
            continue
        matcher.set_seq1(form)
        if matcher.quick_ratio() >= best_score and (score := matcher.ratio()) >= best_score:
            best, best_score = form, score
    return best


def _at_most(form: str, typed: str, letters: set[str]) -> float:
    """What the ratio cannot pass: a letter that one of them lacks is no match. A tenth of a quick ratio's time."""
    of_form = set(form)
    matches = min(len(form) - len(of_form - letters), len(typed) - len(letters - of_form))
    return 2 * matches / (len(form) + len(typed))


def words_of(text: str) -> str:
    """A name as `plain` would leave it in a question."""
    return " ".join(re.sub(r"[?!;:,()\[\]…]|\.(?!\d)", " ", fold(text)).split())


def _authors(names: list[str]) -> dict[str, str]:
    """ "Ursula K. Le Guin" is also "ursula le guin", "J.R.R. Tolkien" also "j r r", "jrr" and "tolkien" after "by"."""
    forms: dict[str, str] = {}
    for name in names:
        apart = [part.strip(".") for part in fold(name).replace(".", ". ").split()]
        long = [part for part in apart if len(part) > 1]
        together = "".join(part for part in apart if len(part) == 1)
        for form in (" ".join(apart), fold(name).replace(".", ""), " ".join(long), " ".join([together, *long]).strip()):
            if " " in form or len(apart) == 1:
                forms.setdefault(form, name)
    return forms


def _last_names(names: list[str]) -> dict[str, tuple[str, ...]]:
    by_last: dict[str, list[str]] = {}
    for name in names:
        parts = words_of(name).split()
        if len(parts) > 1 and len(parts[-1]) >= _LONG_ENOUGH:
            by_last.setdefault(parts[-1], []).append(name)
        if len(parts) > 2 and parts[-2] in _PARTICLES:
            by_last.setdefault(" ".join(parts[-2:]), []).append(name)
    return {last: tuple(full) for last, full in by_last.items()}


def _but(names: Mapping[str, str], authors: Container[str]) -> dict[str, str]:
    """Who publishes themselves is meant as the author."""
    return {form: name for form, name in names.items() if form not in authors}


def _titles(titles: list[str], authors: Container[str]) -> dict[str, str]:
    """In full and in short. Who says an author's name does not mean the title of a life of that author."""
    forms: dict[str, str] = {}
    for title in titles:
        forms.setdefault(words_of(title), title)
    for title in titles:
        for short in (re.sub(r"^(?:the|an?) ", "", words_of(title)), words_of(title.split(":")[0])):
            if short not in authors:
                forms.setdefault(short, title)
    forms.pop("", None)
    return forms


def _names(names: Iterable[str]) -> dict[str, str]:
    forms: dict[str, str] = {}
    for name in names:
        form = words_of(name)
        for one in (form, form.replace("-", " ").replace("_", " "), form.removeprefix("the ")):
            forms.setdefault(one, name)
    forms.pop("", None)
    return forms


def _series(names: list[str]) -> dict[str, str]:
    """ "The Murderbot Diaries" are also called "Murderbot"."""
    forms = _names(names)
    for name in names:
        short = re.sub(_KIND_OF_SERIES, "", words_of(name).removeprefix("the "))
        if len(short) >= _DISTINCT:
            forms.setdefault(short, name)
    return forms


def _genres(own: list[str]) -> dict[str, str]:
    """The reader's genres, then the rest of the closed list: of those the answer is an honest nothing."""
    forms: dict[str, str] = {}
    for name in [*own, *(genre.name for genre in GENRES)]:
        for form in forms_of_genre(words_of(name)):
            forms.setdefault(form, name)
    return forms
