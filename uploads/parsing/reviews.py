"""A reader's review: Goodreads exports HTML, of which only what is harmless stays."""

from __future__ import annotations

import nh3

from uploads.parsing.cells import without_invisible

_LONGEST = 30_000  # Goodreads itself takes 20,000 characters
_cleaner = nh3.Cleaner(
    tags={"br", "b", "strong", "i", "em", "u", "blockquote", "p", "a"},
    attributes={"a": {"href"}},
    url_schemes={"http", "https"},
    link_rel="noopener noreferrer nofollow",
    url_relative=("rewrite_with_base", "https://www.goodreads.com/"),  # where reviews link to "/book/show/…"
)


def sanitised(cell: str) -> str | None:
    """The review as HTML that may be shown as it stands: a few tags, links to http(s) only. None where empty.

    >>> sanitised('Good<script>alert(1)</script> <b onclick="x()">book</b>')
    'Good <b>book</b>'
    """
    text = without_invisible(cell).strip()[:_LONGEST]
    if not text:
        return None
    return _cleaner.clean(text.replace("\r\n", "\n").replace("\r", "\n")).strip() or None
