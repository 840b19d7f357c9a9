"""The pictures that a reader shows to others: the shelf of spines and a few numbers. No titles, no names."""

from __future__ import annotations

from dashboards.library import Library
from dashboards.pictures.content import content_of
from dashboards.pictures.drawing import png_of
from dashboards.pictures.layout import FORMATS, svg_of

SHAPES = tuple(FORMATS)  # "1200x630" and so on, the one for link previews first


def picture_of(library: Library, shape: str) -> bytes:
    """A PNG of what the library's share link shows, also for its owner. Raises KeyError, FileNotFoundError."""
    form = FORMATS[shape]
    with library.as_shared().open() as file:
        content = content_of(file)
    return png_of(svg_of(content, form))
