"""What code without Django has said in English is translated where it is shown."""

from __future__ import annotations

import pytest
from django.utils import translation

from enrichment.genres import Evidence, judge, weigh
from enrichment.sentences import Sentence
from goodreads_site.saying import in_their_language
from uploads.ingest import UNREADABLE
from uploads.parsing.rejected import WHERE_TO_GET_IT

SAID = [
    "This row (line 12 of the file) has 4 cells where the header has 31.",
    "This row (line 12 of the file) has a cell of more than 131,072 characters.",
    "This book has no title.",
    "There is no such day.",
    "Before 1900: the year is a slip.",
    "Another edition of this book is in row 4: does it count twice?",
    "doubtful: one is a book about the other",
    "doubtful: title 0.52",
    "ISBN, title and author agree",
    "Goodreads id agrees; title and author are written in another script",
    'subject "Class war (working class) in fiction"',
    'your shelf "read in class"',
    f"This is a ZIP file. Unpack it and hand in the CSV file inside. {WHERE_TO_GET_IT}",
    f"This file has no 'Title' or 'Author' column: is it the Goodreads export? Its columns are “A. b”, “C”. {WHERE_TO_GET_IT}",
    UNREADABLE,
]


@pytest.mark.parametrize("said", SAID)
def test_each_sentence_is_found_again_by_its_form(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # given a catalogue in which every text of ours is marked
    ours = {*Sentence.known, "There is no such day."}
    monkeypatch.setattr("goodreads_site.saying.gettext", lambda text: f"<{text}>" if text in ours else text)

    # when
    shown = in_their_language(said)

    # then nothing stands outside of the marks
    assert shown.startswith("<")
    assert shown.endswith(">")
    assert shown.count("<") == shown.count(">") >= 1


def test_what_stands_in_a_place_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("goodreads_site.saying.gettext", lambda text: {"Read": "Gelesen"}.get(text, text))

    assert in_their_language('your shelf "Read"') == 'your shelf "Read"'


def test_numbers_are_written_as_the_language_writes_them() -> None:
    many, alike = "This file has more than 1,500,000 lines.", "doubtful: title 0.52"

    with translation.override("de"):
        assert "1.500.000" in in_their_language(many)
        assert in_their_language(alike).endswith("0,52")
    with translation.override("en"):
        assert (in_their_language(many), in_their_language(alike)) == (many, alike)


@pytest.mark.parametrize("said", ["", "Nobody of us has said this.", "50% of (what?) %(is)s"])
def test_what_is_none_of_ours_stays_as_it_is(said: str) -> None:
    assert in_their_language(said) == said


def test_what_the_genres_rest_on_is_found_again(monkeypatch: pytest.MonkeyPatch) -> None:
    # given
    monkeypatch.setattr("goodreads_site.saying.gettext", lambda text: f"<{text}>" if text in Sentence.known else text)
    evidence = Evidence(subjects=("Fantasy fiction", "Class struggle"), lcc=("PR6039.O32",), ddc=("823.912",))

    # when
    verdict = judge(weigh(evidence), shelves=("fantasy",), year=1871)

    # then
    reasons = [reason for reasons in verdict.because.values() for reason in reasons]
    assert reasons
    assert all(in_their_language(reason).startswith("<") for reason in reasons)
