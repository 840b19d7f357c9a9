"""The words of `dashboards.words`, as filters: {% load said %}."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from dashboards import words
from dashboards.naming.cloth import PLAIN, cloth_of
from dashboards.naming.languages import language_name
from enrichment.genres import slug_of
from goodreads_site.saying import in_their_language

register = template.Library()
register.filter("number", words.number)
register.filter("percent", words.whole_percent)
register.filter("rating", words.rating)
register.filter("stars", words.stars)
register.filter("said_date", words.date)
register.filter("said_year", words.year)
register.filter("author", words.author)
register.filter("in_their_language", in_their_language)
register.filter("language", language_name)
register.filter("slug_of_genre", slug_of)


@register.filter
def cloth(book: dict[str, Any]) -> int:
    """The number of the cloth that a book of the document is bound in."""
    if "genres" not in book:  # the short form carries the slug
        return cloth_of(book.get("genre"))
    return cloth_of(slug_of(book["genres"][0])) if book["genres"] else PLAIN


@register.filter
def table_rows(rows: Iterable[Sequence[str]]) -> SafeString:
    """The rows of a table's body, the first cell of each its head.

    A dashboard has a thousand such cells: as a template's loops they took longer than counting the books.
    """
    cells = ((row[0], format_html_join("", "<td>{}</td>", ((cell,) for cell in row[1:]))) for row in rows)
    return format_html_join("\n", '<tr><th scope="row">{}</th>{}</tr>', cells)
