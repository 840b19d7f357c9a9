"""The catalogues of translated texts: python tools/messages.py brings them up to date with the code and compiles them.

Needs Babel (requirements-dev.txt), not GNU gettext. docs/translating.md says how to add a language.
"""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import django  # noqa: E402
from babel.messages.catalog import Catalog  # noqa: E402
from babel.messages.extract import extract  # noqa: E402
from babel.messages.mofile import write_mo  # noqa: E402
from babel.messages.pofile import read_po, write_po  # noqa: E402
from django.utils.translation.template import templatize  # noqa: E402

from dashboards.ask.tables.columns import FUNCTIONS, TABLES  # noqa: E402

LOCALE = ROOT / "locale"
HOUSES = ("goodreads_site", "enrichment", "uploads", "dashboards")  # whose code speaks to readers
UNSEEN = ("migrations", "management", "ask")  # commands speak to whoever runs the site, in English
WIDTH = 110  # of the lines of a catalogue
_ONE: Any = None  # the first argument is the text
_SECOND, _THIRD = (2,), (3,)
_TWO = (1, 2)
_ONE_IN_CONTEXT = ((1, "c"), 2)
_TWO_IN_CONTEXT = ((1, "c"), 2, 3)
# Functions whose arguments are texts. `Sentence` and refusals are what code without Django says.
KEYWORDS = {
    "_": _ONE,
    "gettext": _ONE,
    "gettext_lazy": _ONE,
    "gettext_noop": _ONE,
    "Sentence": _ONE,
    "Doubt": _ONE,
    "FieldRefused": _SECOND,
    "DecisionRefused": _SECOND,
    "ApiError": _THIRD,
    "ngettext": _TWO,
    "ngettext_lazy": _TWO,
    "pgettext": _ONE_IN_CONTEXT,
    "pgettext_lazy": _ONE_IN_CONTEXT,
    "npgettext": _TWO_IN_CONTEXT,
    "npgettext_lazy": _TWO_IN_CONTEXT,
}
_STRING = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
_CALL = re.compile(rf"(?:\b(?:gettext|pgettext|ngettext|npgettext)|(?<!\w)_)\((?:{_STRING}(?:, ?)?)+(?:count)?\)")


def main() -> None:
    """Take up new texts, drop those that are gone, keep what is translated, and compile."""
    django.setup()
    template = extracted()
    for file in catalogues():
        catalogue = read(file)
        template.creation_date = catalogue.creation_date  # the file changes where a text did
        catalogue.update(template, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        file.write_bytes(written(catalogue))
        compiled(file).write_bytes(machine_readable(catalogue))
        left = [message for message in messages(catalogue) if not is_translated(message)]
        print(f"{file.relative_to(ROOT)}: {len(list(messages(catalogue)))} messages, {len(left)} to translate")
        for message in left:
            print(f"  {message.id if isinstance(message.id, str) else message.id[0]}")


def catalogues() -> list[Path]:
    return sorted(LOCALE.glob("*/LC_MESSAGES/django.po"))


def compiled(file: Path) -> Path:
    """The file that the site reads, beside the one that people write."""
    return file.with_suffix(".mo")


def extracted() -> Catalog:
    """Every text of the code and the templates."""
    found = Catalog()
    for path, text, comments, context in _texts():
        found.add(text, locations=[(path.relative_to(ROOT).as_posix(), 0)], auto_comments=comments, context=context)
    for meaning in meanings():
        found.add(meaning, locations=[("dashboards/ask/tables/columns.py", 0)])
    return found


def meanings() -> list[str]:
    """What the tables of `ask` say of themselves, which the page of a reader's own SELECT shows."""
    said = [text for table in TABLES for text in (table.meaning, *(column.meaning for column in table.columns))]
    return [*said, *FUNCTIONS.values()]


def read(file: Path) -> Catalog:
    with file.open("rb") as opened:
        return read_po(opened, locale=file.parts[-3], domain="django")


def messages(catalogue: Catalog) -> Iterator[Any]:
    """The messages of a catalogue without its head."""
    return (message for message in catalogue if message.id)


def is_translated(message: Any) -> bool:
    """Whether all of its forms are there, and nobody doubts them."""
    forms = (message.string,) if isinstance(message.string, str) else message.string
    return bool(forms) and all(forms) and not message.fuzzy


def written(catalogue: Catalog) -> bytes:
    """As a file for people: sorted by where a text is said, without the numbers of lines, which change with every edit."""
    out = io.BytesIO()
    write_po(out, catalogue, width=WIDTH, sort_by_file=True, include_lineno=False, ignore_obsolete=True)
    return out.getvalue()


def machine_readable(catalogue: Catalog) -> bytes:
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def _texts() -> Iterator[tuple[Path, Any, list[str], str | None]]:
    for house in HOUSES:
        for path in sorted((ROOT / house).rglob("*.py")):
            if not set(path.relative_to(ROOT).parts) & set(UNSEEN):
                with path.open("rb") as file:
                    yield from _said_in(path, file)
    for path in sorted((ROOT / "templates").rglob("*.html")):
        calls = _CALL.findall(templatize(path.read_text("utf-8"), origin=str(path)))
        yield from _said_in(path, io.BytesIO("\n".join(calls).encode()))


def _said_in(path: Path, file: Any) -> Iterator[tuple[Path, Any, list[str], str | None]]:
    found = extract("python", file, keywords=KEYWORDS, comment_tags=("Translators:",), strip_comment_tags=True)
    for _line, text, comments, context in found:
        yield path, text, comments, context


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goodreads_site.settings")
    main()
