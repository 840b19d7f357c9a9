"""What services that preview a link are told: OpenGraph's words, and a picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.utils.translation import gettext as _

from dashboards.front import lede
from dashboards.links import Links
from dashboards.pictures import SHAPES
from dashboards.pictures.content import spoken, title_of


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
    """The library's preview, the same on each of its pages: no title of a book is ever in it."""
    shape = SHAPES[0]
    width, _times, height = shape.partition("x")
    return Preview(
        title=", ".join(title_of(head)),
        description=lede(head) or _("What somebody reads, in numbers."),
        url=urljoin(settings.SITE_URL, links.dashboard),
        image=urljoin(settings.SITE_URL, links.picture(shape)),
        width=int(width),
        height=int(height),
        alt=spoken(head),
    )
