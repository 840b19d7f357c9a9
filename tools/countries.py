"""The names of countries in the languages of the site; writes dashboards/naming/countries.json: python tools/countries.py

Needs Babel (requirements-dev.txt), which brings them from the Unicode Common Locale Data Repository; the site itself needs
but the file, a hundredth of Babel's size. Run it after adding a language to LANGUAGES.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from babel import Locale  # noqa: E402

from goodreads_site.settings import LANGUAGES  # noqa: E402

FILE = ROOT / "dashboards" / "naming" / "countries.json"
_CODE = re.compile(r"[A-Z]{2}")
NOBODYS = {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"}  # codes that no state has


def names() -> dict[str, dict[str, str]]:
    """By language: code -> name."""
    return {language: _names_in(language) for language, _name in LANGUAGES}


def _names_in(language: str) -> dict[str, str]:
    territories = Locale.parse(language, sep="-").territories
    return {code: territories[code] for code in sorted(territories) if _CODE.fullmatch(code) and code not in NOBODYS}


def written() -> str:
    return json.dumps(names(), ensure_ascii=False, indent=0) + "\n"


if __name__ == "__main__":
    FILE.write_text(written(), "utf-8")
