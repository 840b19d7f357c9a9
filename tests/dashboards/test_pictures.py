"""The share pictures: their sizes, what they say, that every letter can be drawn, and that drawing is quick."""

from __future__ import annotations

import dataclasses
import io
import json
import re
import time
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import get_language, override

from dashboards.document.reading import read_head
from dashboards.library import sample
from dashboards.pictures import SHAPES, picture_of
from dashboards.pictures.content import Content, Spine, content_of, title_of
from dashboards.pictures.drawing import FONTS, png_of
from dashboards.pictures.layout import CLOTHS, FORMATS, Format, svg_of
from dashboards.pictures.of_year import content_of_year
from tests.browser.library import export
from tests.dashboards.libraries import LINKS
from tests.pipeline import Queue, receive
from tests.stand_in import StandIn

SVG = "{http://www.w3.org/2000/svg}"
TOKENS = Path(__file__).resolve().parents[2] / "static" / "css" / "tokens.css"


def content(*, spines: int = 40, headline: tuple[str, ...] = ("157 books", "thirteen years")) -> Content:
    facts = (("48,158", "pages in 153 books"), ("3.84", "average rating"), ("11", "finished in 2026"))
    shelf = tuple(Spine(None if n % 7 == 3 else 90 + n * 31, n % 6 or None, n % 9) for n in range(spines))
    return Content(headline=headline, facts=facts, eyebrow="One reader’s library", spines=shelf)


def sample_with(**summary: Any) -> io.BytesIO:
    """The sample's document with some figures changed."""
    with sample().open() as file:
        first, *rest = file.read().splitlines(keepends=True)
    opening = b',"books":[\n'
    head = json.loads(first.removesuffix(opening) + b"}")
    for name, change in summary.items():
        head["summary"][name] = head["summary"][name] | change if isinstance(change, dict) else change
    return io.BytesIO(json.dumps(head).encode()[:-1] + opening + b"".join(rest))


def size_of(picture: bytes) -> str:
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    return f"{int.from_bytes(picture[16:20])}x{int.from_bytes(picture[20:24])}"


def strip_of(drawn: str, form: Format) -> bytes:
    """The picture's right margin alone, within the frame."""
    x, width, height = form.width - form.margin + 2, form.margin - 34, form.height - 100
    cut = f'width="{width}" height="{height}" viewBox="{x} 50 {width} {height}"'
    return png_of(re.sub(r'width="\d+" height="\d+" viewBox="[^"]*"', cut, drawn, count=1))


@pytest.mark.parametrize("shape", SHAPES)
def test_each_shape_has_its_size_and_is_drawn_quickly(client: Client, shape: str) -> None:
    png_of.cache_clear()
    started = time.process_time()

    response = client.get(f"/sample/picture-{shape}.png")

    assert response.headers["Content-Type"] == "image/png"
    assert size_of(response.content) == shape
    assert time.process_time() - started < 1  # 0.2 on a machine with nothing else to do
    assert len(response.content) < 300_000


@pytest.mark.parametrize("shape", ["", "1x1", "1200x631", "../x"])
def test_other_shapes_are_not_drawn(client: Client, shape: str) -> None:
    assert client.get(f"/sample/picture-{shape}.png").status_code == 404


def test_the_same_content_is_drawn_once() -> None:
    png_of.cache_clear()

    for _ in range(3):
        picture_of(sample(), SHAPES[0])

    assert png_of.cache_info().misses == 1


@pytest.mark.parametrize("shape", SHAPES)
def test_no_title_and_no_author_is_in_the_picture(shape: str) -> None:
    with sample().open() as file:
        drawn = svg_of(content_of(file), FORMATS[shape])
        shelf = read_head(file)["summary"]["shelf"]["books"]

    texts = [node.text or "" for node in ET.fromstring(drawn).iter(f"{SVG}text")]  # noqa: S314 - our own
    assert "48,158" in texts
    assert any("157 books" in text for text in texts)
    for book in shelf:
        assert not any(book["title"] in text or book["author"] in text for text in texts)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("spines", [0, 1, 3, 12, 60])
def test_everything_stays_within_the_frame(shape: str, spines: int) -> None:
    form = FORMATS[shape]
    drawn = svg_of(content(spines=spines, headline=("12,345 books", "one hundred and twenty-three years")), form)

    boxes = list(ET.fromstring(drawn).iter(f"{SVG}rect"))  # noqa: S314 - our own
    colours = [box for box in boxes if box.get("fill") in CLOTHS]
    assert len(colours) == spines
    for box in boxes[1:]:
        x, y, width, height = (float(box.get(name, 0)) for name in ("x", "y", "width", "height"))
        assert 22 <= x <= x + width <= form.width - 22
        assert 22 <= y <= y + height <= form.height - 22


@pytest.mark.parametrize("shape", SHAPES)
def test_no_letter_reaches_into_the_margin(shape: str) -> None:
    facts = (("88,888,888", "pages in 88,888 books"),) * 4
    wide = content(spines=0, headline=("888,888 books", "eighty-eight years"))
    wide = dataclasses.replace(wide, facts=facts, eyebrow="WWWWW")
    without = dataclasses.replace(wide, facts=(("1", "1"),), headline=("1", "1"))

    strip = strip_of(svg_of(wide, FORMATS[shape]), FORMATS[shape])

    assert strip == strip_of(svg_of(without, FORMATS[shape]), FORMATS[shape])


@pytest.mark.parametrize("shape", SHAPES)
def test_a_year_has_a_picture_of_its_own(client: Client, shape: str) -> None:
    response = client.get(f"/sample/year/2020/picture-{shape}.png")

    assert size_of(response.content) == shape
    assert response.headers["Content-Disposition"] == f'inline; filename="reading-2020-{shape}.png"'


def test_the_picture_of_a_year_has_its_numbers_and_its_spines_alone() -> None:
    with sample().open() as file:
        drawn = content_of_year(file, LINKS, 2020)

    assert drawn.headline == ("2020", "20 books")
    assert {label: value for value, label in drawn.facts}["average rating"] == "4.21"
    assert ("July", "the fullest month") in drawn.facts
    assert len(drawn.spines) == 20


def test_the_year_of_the_export_is_not_over_in_its_picture() -> None:
    with sample().open() as file:
        assert content_of_year(file, LINKS, 2026).headline == ("2026 so far", "11 books")


def test_a_year_without_books_has_no_picture(client: Client) -> None:
    assert client.get(f"/sample/year/1871/picture-{SHAPES[0]}.png").status_code == 404
    assert client.get("/sample/year/2020/picture-1x1.png").status_code == 404


def test_the_shelf_is_filled_up_from_the_years_before() -> None:
    with sample().open() as file:
        assert len(read_head(file)["summary"]["shelf"]["books"]) == 11
        drawn = content_of(file)

    assert len(drawn.spines) == 45


@pytest.mark.parametrize(
    ("facts", "title"),
    [
        ({"books": 0, "read": 0}, ("An empty library, so far",)),
        ({"books": 12, "read": 0}, ("12 books",)),
        ({"books": 1, "read": 1, "first_year": None, "last_year": None}, ("1 book",)),
        ({"books": 3, "read": 2, "first_year": 2026, "last_year": 2026}, ("2 books", "one year")),
    ],
)
def test_the_title_leaves_out_what_is_not_known(facts: dict[str, Any], title: tuple[str, ...]) -> None:
    assert title_of(read_head(sample_with(headline=facts))) == title


def test_a_number_that_is_missing_is_left_out() -> None:
    bare = {"pages": 0, "rated": 0, "authors": 1, "read": 4}

    drawn = content_of(sample_with(headline=bare, by_year=[], by_month=[{"month": 1, "books": 0}] * 12))

    assert drawn.facts == ()
    assert svg_of(drawn, FORMATS[SHAPES[0]])


def test_letters_that_the_fonts_lack_are_never_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the language of the page: where its letters are not in our fonts, the picture is in English."""
    translated = {"authors": "著者"}
    monkeypatch.setattr(
        "dashboards.pictures.content._", lambda text: translated.get(text, text) if get_language() == "ja" else text
    )

    with override("ja"), sample().open() as file:
        drawn = content_of(file)

    assert ("123", "authors") in drawn.facts
    assert drawn.headline == ("157 books", "thirteen years")


def test_the_fonts_are_there_with_their_licences() -> None:
    folder = Path(FONTS[0]).parent

    assert [Path(font).name for font in FONTS] == ["Besley-SemiBold.ttf", "Figtree-Regular.ttf"]
    for family in ("Besley", "Figtree"):
        assert "SIL OPEN FONT LICENSE" in (folder / f"{family}.OFL.txt").read_text("utf-8").upper()


def test_the_cloths_are_those_of_the_cover() -> None:
    tokens = TOKENS.read_text("utf-8")

    dark = re.findall(r"--c\d: light-dark\(#\w+, (#\w+)\)", tokens)
    assert tuple(dark) == CLOTHS


@pytest.mark.django_db(transaction=True)
def test_the_owner_sees_the_picture_that_strangers_would(client: Client, queue: Queue, open_library: StandIn) -> None:
    upload = receive(export(30))
    assert client.get(f"/d/{upload.id}/picture-{SHAPES[0]}.png").status_code == 404  # nothing to draw yet
    queue.run()

    mine = client.get(f"/d/{upload.id}/picture-{SHAPES[0]}.png")
    theirs = client.get(f"/s/{upload.share_id}/picture-{SHAPES[0]}.png")

    assert mine.content == theirs.content
    assert client.get(f"/s/{upload.share_id}/year/1871/picture-{SHAPES[0]}.png").status_code == 404
    assert mine.headers["Cache-Control"] == "private, no-store"
