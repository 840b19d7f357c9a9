"""The names that a model wrote, among those of the reader's own library. What is not there is a refusal, never a guess."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from dashboards.ask.model.base import ModelFailed
from dashboards.ask.model.values import NAMES
from dashboards.ask.planner.draft import Note
from dashboards.ask.planner.vocabulary import EXCLUSIVE, Vocabulary, nearest, words_of
from dashboards.ask.spec import Filter, Spec, Value

_ALIKE = {"title": 0.88, "author": 0.84, "series": 0.88, "publisher": 0.88, "genre": 0.85, "shelf": 0.88}
_LONG_ENOUGH = 5  # letters of a name that may have a slip in it

Noted = Callable[[Note], None]


def named(spec: Spec, vocabulary: Vocabulary) -> tuple[Spec, tuple[Note, ...]]:
    """The spec with the reader's own names, and which of them were spelt otherwise. Raises `ModelFailed`."""
    notes: list[Note] = []

    def own(field: str, values: tuple[Value, ...]) -> tuple[Value, ...]:
        if field not in NAMES:
            return values
        return tuple(dict.fromkeys(_own(field, str(value), vocabulary, notes.append) for value in values))

    def condition(one: Filter) -> Filter:
        return replace(one, values=own(one.field, one.values))

    linked = replace(
        spec,
        filters=tuple(map(condition, spec.filters)),
        whole=tuple(map(condition, spec.whole)),
        only=own(spec.group, spec.only),
    )
    return linked, tuple({str(note): note for note in notes}.values())


def _own(field: str, typed: str, vocabulary: Vocabulary, note: Noted) -> str:
    form = words_of(typed)
    forms = _forms(field, vocabulary)
    if form in forms:
        return forms[form]
    if field == "author" and (several := vocabulary.last_names.get(form, ())):
        if len(several) > 1:
            raise ModelFailed("several_authors", names=", ".join(several[:4]))
        return several[0]
    if len(form) >= _LONG_ENOUGH and (like := nearest(form, forms, _ALIKE[field])):
        note(Note("read_as", {"word": typed, "name": forms[like]}))
        return forms[like]
    raise ModelFailed("no_such_name", field=field, name=typed)


def _forms(field: str, vocabulary: Vocabulary) -> Mapping[str, str]:
    if field == "shelf":
        return {**{name: name for name in EXCLUSIVE}, **vocabulary.shelves}
    return {
        "title": vocabulary.titles,
        "author": vocabulary.authors,
        "series": vocabulary.series,
        "publisher": vocabulary.publishers,
        "genre": vocabulary.genres,
    }[field]
