"""Makes the fonts of the share pictures from those of the pages: python tools/fonts/make_static_fonts.py

resvg reads neither woff2 nor variable fonts, and two files of one family shadow each other: so latin and latin-ext
become one TrueType file of one weight. Needs `pip install fonttools brotli`; run it when static/fonts changes, and
commit what it writes.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from fontTools.merge import Merger
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

ROOT = Path(__file__).resolve().parents[2]
PAGES, PICTURES = ROOT / "static" / "fonts", ROOT / "dashboards" / "pictures" / "fonts"
WANTED = (("Besley", 600, "SemiBold"), ("Figtree", 400, "Regular"))


def static_font(source: Path, family: str, weight: int, style: str) -> TTFont:
    """One subset of a variable font at one weight, as TrueType."""
    font = TTFont(source)
    font.flavor = None
    instancer.instantiateVariableFont(font, {"wght": weight}, inplace=True)
    for name in font["name"].names:
        if name.nameID in (1, 16):
            name.string = family
        elif name.nameID in (2, 17):
            name.string = style
    font["OS/2"].usWeightClass = weight
    return font


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    for family, weight, style in WANTED:
        with tempfile.TemporaryDirectory() as folder:
            parts = []
            for subset in ("latin", "latin-ext"):
                source = PAGES / f"{family.lower()}-{subset}-wght-normal.woff2"
                part = Path(folder) / f"{subset}.ttf"
                static_font(source, family, weight, style).save(part)
                parts.append(str(part))
            merged = Merger().merge(parts)
            merged["head"].created = merged["head"].modified = 3_850_000_000  # the same bytes each time
            merged.recalcTimestamp = False
            target = PICTURES / f"{family}-{style}.ttf"
            merged.save(target)
        shutil.copy(PAGES / f"{family.lower()}.OFL.txt", PICTURES / f"{family}.OFL.txt")
        print(target.relative_to(ROOT), target.stat().st_size)


if __name__ == "__main__":
    main()
