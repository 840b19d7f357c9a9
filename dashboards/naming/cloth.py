"""The cloth that a book is bound in: one of eight colours, by what it is about.

The 44 genres are too many for colours that people can tell apart, so each belongs to one of eight families. Fact
and fiction about the same thing share a family. A family never changes its colour, whoever reads.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PLAIN = 0  # no genre is known: undyed cloth

_FAMILIES: tuple[tuple[str | Promise, tuple[str, ...]], ...] = (
    (
        _("Literature"),
        (
            "literary-fiction",
            "classics",
            "short-stories",
            "drama",
            "poetry",
            "essays-criticism",
            "language-writing",
            "lgbtq",
        ),
    ),
    (_("Fantasy & myth"), ("fantasy", "mythology-folklore")),
    (_("History"), ("history", "historical-fiction", "war-military")),
    (
        _("Science & sci-fi"),
        ("science-fiction", "science", "nature-environment", "technology-computing", "mathematics"),
    ),
    (_("Crime & suspense"), ("mystery-crime", "thriller", "horror", "true-crime", "adventure")),
    (
        _("Lives & living"),
        (
            "biography-memoir",
            "travel",
            "food-cooking",
            "health-medicine",
            "self-help",
            "sports-games",
            "crafts-hobbies",
            "family-parenting",
        ),
    ),
    (
        _("Ideas & arts"),
        (
            "philosophy",
            "religion-spirituality",
            "politics-society",
            "business-economics",
            "psychology",
            "education-reference",
            "art-design",
            "music",
            "film-performing-arts",
        ),
    ),
    (_("Romance & youth"), ("romance", "young-adult", "childrens", "comics-graphic-novels", "humor")),
)
_CLOTHS = {slug: cloth for cloth, (_name, slugs) in enumerate(_FAMILIES, 1) for slug in slugs}


def cloth_of(slug: str | None) -> int:
    """The number of a genre's cloth, 1 to 8; PLAIN for none.

    >>> cloth_of("history"), cloth_of("historical-fiction"), cloth_of(None)
    (3, 3, 0)
    """
    return _CLOTHS.get(slug, PLAIN) if slug else PLAIN


def legend(cloths: Iterable[int]) -> list[tuple[int, str]]:
    """(number, name) of the cloths that occur, in their fixed order; plain cloth last."""
    there = set(cloths)
    named = [(cloth, str(name)) for cloth, (name, _slugs) in enumerate(_FAMILIES, 1) if cloth in there]
    return named + ([(PLAIN, str(_("No genre")))] if PLAIN in there else [])
