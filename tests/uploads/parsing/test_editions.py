"""Books that stand twice in a library, and volumes that only look as if they did."""

from __future__ import annotations

import pytest

from tests.uploads.parsing.making import export, issues_of, parse
from uploads.parsing.records import IssueKind

SAPIENS = "Sapiens: A Brief History of Humankind"


def kinds(*titles: str, **cells: str) -> list[IssueKind]:
    """What is found about books with these titles, each with an id and an ISBN of its own."""
    rows = [
        {"Book Id": str(row), "Title": title, "ISBN": "", "ISBN13": ""} | cells for row, title in enumerate(titles, 1)
    ]
    return [issue.kind for issue in issues_of(parse(export(*rows)))]


@pytest.mark.parametrize(
    "titles",
    [
        ("Piranesi", "Piranesi"),
        ("Piranesi", "PIRANESI!"),
        ("Sapiens", SAPIENS),
        (SAPIENS, "Sapiens"),
        ("Saga (Saga, #1)", "Saga (Saga, #1)"),
    ],
)
def test_two_editions_of_a_work_are_asked_about(titles: tuple[str, ...]) -> None:
    assert kinds(*titles) == [IssueKind.DUPLICATE]


@pytest.mark.parametrize(
    "titles",
    [
        ("Naruto, Vol. 1", "Naruto, Vol. 2"),
        ("Saga (Saga, #1)", "Saga (Saga, #2)"),
        ("Naruto", "Naruto: Volume 2"),
        ("Batman: Year One", "Batman: The Long Halloween"),
        ("Dune (Dune, #1)", "Dune Messiah (Dune, #2)"),
        ("…", "!!!"),
    ],
)
def test_volumes_and_other_books_of_an_author_are_told_apart(titles: tuple[str, ...]) -> None:
    assert kinds(*titles) == []


def test_books_by_nobody_and_by_others_are_left_alone() -> None:
    by_others = export({"Title": "Emma", "Author": "A"}, {"Book Id": "2", "Title": "Emma", "Author": "B"})

    assert issues_of(parse(by_others)) == []
    nobody = kinds("Emma", "Emma", **{"Author": "", "Author l-f": ""})
    assert IssueKind.DUPLICATE not in nobody


def test_three_editions_all_point_to_the_first() -> None:
    rows = [{"Book Id": str(row), "Title": "Emma"} for row in (1, 2, 3)]

    found = issues_of(parse(export(*rows)))

    assert [(issue.row, issue.other_row, issue.proposal) for issue in found] == [(2, 1, "both"), (3, 1, "both")]
