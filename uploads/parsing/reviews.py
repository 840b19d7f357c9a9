"""A reader's review: Goodreads exports HTML, of which only what is harmless stays."""

from __future__ import annotations

import re

import nh3

from uploads.parsing.cells import without_invisible

_LONGEST = 30_000  # Goodreads itself takes 20,000 characters
_BLOCK = re.compile(r"<(?:div|p|br|li|h[1-6])\b", re.IGNORECASE)
_END_OF_BLOCK = re.compile(r"</(?:div|li|h[1-6])>", re.IGNORECASE)
_LAST_BREAKS = re.compile(r"(?:<br>\s{0,20}){1,50}\Z")
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


def sanitised_blocks(cell: str) -> str | None:
    """The review of a service that writes a <div> for each paragraph, or none and line ends, as `sanitised` HTML.

    >>> sanitised_blocks("<div>Dry.</div><div>Kind.</div>"), sanitised_blocks("Dry.\\n\\nKind.")
    ('Dry.<br>Kind.', 'Dry.<br><br>Kind.')
    """
    text = cell[: 4 * _LONGEST]
    if not _BLOCK.search(text):
        return sanitised("<br>".join(text.strip().splitlines()))
    return sanitised(_LAST_BREAKS.sub("", _END_OF_BLOCK.sub("<br>", text)))
