"""What services that preview a link are told: OpenGraph's words, and a picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.utils.translation import gettext as _

from dashboards.links import Links
from dashboards.pages.front import lede
from dashboards.pages.year import YearPage
from dashboards.pictures import SHAPES
from dashboards.pictures.content import above_the_shelf, spoken, title_of


@dataclass(frozen=True, slots=True)
class Preview:
    """Addresses are absolute, from SITE_URL: services do not know where the page stood."""

    title: str
    description: str
    url: str
    image: str
    width: int
    height: int
    alt: str


def preview_of(head: Mapping[str, Any], links: Links) -> Preview:
    """The library's preview, the same on all of its pages but the years': no title of a book is ever in it."""
    return _preview(
        ", ".join(title_of(head)),
        lede(head) or _("What somebody reads, in numbers."),
        page=links.dashboard,
        image=links.picture(SHAPES[0]),
        alt=spoken(head),
    )


def preview_of_year(page: YearPage, links: Links) -> Preview:
    """The preview of a year's page."""
    return _preview(
        page.title,
        page.sentence,
        page=links.page("year", str(page.year)),
        image=links.picture(SHAPES[0], page.year),
        alt=above_the_shelf((page.title,)),
    )


def _preview(title: str, description: str, *, page: str, image: str, alt: str) -> Preview:
    width, _times, height = SHAPES[0].partition("x")
    return Preview(
        title=title,
        description=description,
        url=urljoin(settings.SITE_URL, page),
        image=urljoin(settings.SITE_URL, image),
        width=int(width),
        height=int(height),
        alt=alt,
    )
