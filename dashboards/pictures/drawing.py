"""From SVG to PNG."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import resvg_py

FONTS = sorted(str(path) for path in (Path(__file__).parent / "fonts").glob("*.ttf"))


# By what is drawn, and few: a picture is asked for in three shapes at once, and again by each service that previews it.
@lru_cache(maxsize=12)
def png_of(svg: str) -> bytes:
    """The picture, drawn with our own fonts alone: the same on every machine. Takes a sixth of a second or so."""
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, font_files=FONTS, skip_system_fonts=True))
