"""A page made whole: everything of ours inside, nothing else to load."""

from __future__ import annotations

import base64
import json
import re
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from dashboards.inlining import make_whole

FILES = {
    "css/page.css": '@font-face { src: url("../fonts/plain.woff2#x") } p { background: url(https://elsewhere.example/x.png) }',
    "fonts/plain.woff2": "a font",
    "img/mark.svg": "<svg/>",
    "js/first.js": 'document.title = "</script>";',
    "js/main.js": 'import { a } from "./lib/a.js";\nimport * as b from "./lib/b.js";\na(b);',
    "js/lib/a.js": 'import "./b.js"; export const a = () => import("../late.js");',
    "js/lib/b.js": 'export { a } from "./a.js";',
    "js/late.js": "export default 1;",
}


@pytest.fixture(autouse=True)
def static_files(settings: Settings, tmp_path: Path) -> None:
    for name, text in FILES.items():
        path = tmp_path / "static" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    settings.STATICFILES_DIRS = [tmp_path / "static"]


def whole(body: str, *, hosts: tuple[str, ...] = ()) -> str:
    return make_whole(f'<head><meta charset="utf-8"></head>{body}', image_hosts=hosts)


def decoded(address: str) -> str:
    return base64.b64decode(address.partition("base64,")[2]).decode()


def modules_of(page: str) -> dict[str, str]:
    """The import map's modules, by name."""
    (found,) = re.findall(r'<script type="importmap">(.*?)</script>', page)
    return {name: decoded(address) for name, address in json.loads(found)["imports"].items()}


def test_a_style_sheet_stands_in_the_page_with_its_fonts() -> None:
    page = whole('<link rel="stylesheet" href="/static/css/page.css" media="print">')

    font = base64.b64encode(b"a font").decode()
    assert '<style media="print">@font-face' in page
    assert f'url("data:font/woff2;name=plain.woff2;base64,{font}")' in page
    assert "url(https://elsewhere.example/x.png)" in page
    assert "/static/" not in page


def test_a_plain_script_stands_in_the_page_and_cannot_end_its_element() -> None:
    page = whole('<script src="/static/js/first.js"></script>')

    assert r'<script>document.title = "<\/script>";</script>' in page


def test_modules_name_one_another_by_their_names_in_the_import_map() -> None:
    page = whole('<script type="module" src="/static/js/main.js"></script>')

    modules = modules_of(page)
    assert set(modules) == {"js/main.js", "js/lib/a.js", "js/lib/b.js", "js/late.js"}
    assert modules["js/main.js"].startswith('import { a } from "js/lib/a.js";\nimport * as b from "js/lib/b.js";')
    assert modules["js/lib/a.js"] == 'import "js/lib/b.js"; export const a = () => import("js/late.js");'
    assert modules["js/lib/b.js"] == 'export { a } from "js/lib/a.js";'
    assert '<script type="module">import "js/main.js";</script>' in page


def test_the_import_map_comes_before_every_module() -> None:
    page = whole('<script type="module" src="/static/js/late.js"></script>')

    assert page.index("importmap") < page.index('type="module"')


def test_pictures_and_the_fonts_that_scripts_look_for_are_inside_too() -> None:
    page = whole(
        '<link rel="preload" href="/static/fonts/plain.woff2" as="font"><img src="/static/img/mark.svg" alt="">'
    )

    assert '<link rel="preload" href="data:font/woff2;name=plain.woff2;base64,' in page
    assert '<img src="data:image/svg+xml;name=mark.svg;base64,' in page


def test_what_would_only_be_loaded_ahead_is_left_out() -> None:
    assert "modulepreload" not in whole('<link rel="modulepreload" href="/static/js/late.js">')


def test_covers_of_others_stay_where_they_are() -> None:
    cover = '<img src="https://covers.example/1.jpg" alt="">'

    assert cover in whole(cover)


def test_plain_links_to_the_site_go_and_its_mark_stays_as_a_picture() -> None:
    page = whole(
        '<a href="/privacy">Privacy</a> <a class="mark" href="/"><svg></svg> Stats</a> <a href="#books">All</a>'
    )

    assert "Privacy" not in page
    assert '<a class="mark"><svg></svg> Stats</a>' in page
    assert '<a href="#books">All</a>' in page


def test_the_page_may_ask_nobody_for_anything_but_covers() -> None:
    page = whole("", hosts=("https://covers.example",))

    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert "default-src 'none'" in policy
    assert "img-src data: blob: https://covers.example;" in policy
    assert "connect-src data:;" in policy


def test_a_page_under_a_path_of_its_own_is_made_whole_too(settings: Settings) -> None:
    settings.STATIC_URL = "/goodreads-stats/static/"

    page = whole('<link rel="stylesheet" href="/goodreads-stats/static/css/page.css">')

    assert "<style>@font-face" in page
