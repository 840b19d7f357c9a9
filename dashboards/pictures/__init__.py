"""The pictures that a reader shows to others: the shelf of spines and a few numbers. No titles, no names."""

from __future__ import annotations

from dashboards.library import Library
from dashboards.links import Links
from dashboards.pictures.content import content_of
from dashboards.pictures.drawing import png_of
from dashboards.pictures.layout import FORMATS, svg_of
from dashboards.pictures.of_year import content_of_year

SHAPES = tuple(FORMATS)  # "1200x630" and so on, the one for link previews first


def picture_of(library: Library, shape: str, year: int | None = None) -> bytes:
    """A PNG of what the library's share link shows, or of one year of it; also for its owner.

    Raises KeyError where there is no such shape or no book was finished in the year, FileNotFoundError.
    """
    form, shown = FORMATS[shape], library.as_shared()
    with shown.open() as file:
        content = content_of(file) if year is None else content_of_year(file, Links(shown), year)
    return png_of(svg_of(content, form))
