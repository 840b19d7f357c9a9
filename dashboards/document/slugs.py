"""A genre's name in an address: "Mystery & Crime" is mystery-crime."""

from __future__ import annotations

import re
from functools import lru_cache


@lru_cache(maxsize=256)
def genre_slug(name: str) -> str:
    """Lower-case words joined by hyphens.

    >>> genre_slug("Children's"), genre_slug("LGBTQ+"), genre_slug("Self-Help")
    ('childrens', 'lgbtq', 'self-help')
    """
    return re.sub(r"[^a-z0-9]+", "-", name.casefold().replace("'", "")).strip("-")
