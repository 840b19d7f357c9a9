"""Is this the book? Titles and authors compared as people would, without asking anybody.

A wrong match is worse than none: it gives a reader another book's genre, cover and year.
"""

from __future__ import annotations

import hashlib

from enrichment.matching.authors import author_score, normal_author, searchable_author
from enrichment.matching.judgement import Match, Refusal, judge
from enrichment.matching.likeness import title_score
from enrichment.matching.titles import main_title, normal_title

__all__ = [
    "Match",
    "Refusal",
    "author_score",
    "judge",
    "main_title",
    "normal_title",
    "searchable_author",
    "title_key",
    "title_score",
]

LONGEST_KEY = 160


def title_key(title: str, author: str) -> str:
    """The identity of a book that has no other: the same for each way to write its title and author.

    At most 160 characters; changing it gives every such book of the catalogue a new identity.

    >>> title_key("The Hobbit", "J.R.R. Tolkien") == title_key("the  hobbit", "Tolkien, J. R. R.")
    True
    >>> title_key("The Hobbit", "J.R.R. Tolkien")
    'hobbit|tolkien jrr'
    """
    key = f"{normal_title(title) or title.strip()}|{normal_author(author)}"
    if len(key) <= LONGEST_KEY:
        return key
    digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return f"{key[: LONGEST_KEY - 17]}~{digest}"
