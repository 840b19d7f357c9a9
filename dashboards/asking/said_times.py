"""When books were read, added or first published, as it follows the word "books"."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

_FAMILIES = {
    "year_read": "read",
    "month_read": "read",
    "date_read": "read",
    "month_of_year": "read",
    "quarter": "read",
    "weekday": "read",
    "year_added": "added",
    "date_added": "added",
    "original_year": "published",
    "decade": "published",
}


def family_of(field: str) -> str:
    """What happened at this time; nothing where the field is no time."""
    return _FAMILIES.get(field, "")


TIMES_SAID: dict[tuple[str, str], str | Promise] = {
    ("read", "="): pgettext_lazy("year", "read in %(value)s"),
    ("read", "on"): gettext_lazy("finished on %(value)s"),
    ("read", "!="): gettext_lazy("not read in %(value)s"),
    ("read", "<"): gettext_lazy("read before %(value)s"),
    ("read", "<="): gettext_lazy("read no later than %(value)s"),
    ("read", ">"): gettext_lazy("read after %(value)s"),
    ("read", ">="): gettext_lazy("read since %(value)s"),
    ("read", "known"): gettext_lazy("with a date of reading"),
    ("read", "unknown"): gettext_lazy("without a date of reading"),
    ("added", "="): gettext_lazy("added in %(value)s"),
    ("added", "on"): gettext_lazy("added on %(value)s"),
    ("added", "!="): gettext_lazy("not added in %(value)s"),
    ("added", "<"): gettext_lazy("added before %(value)s"),
    ("added", "<="): gettext_lazy("added no later than %(value)s"),
    ("added", ">"): gettext_lazy("added after %(value)s"),
    ("added", ">="): gettext_lazy("added since %(value)s"),
    ("published", "="): gettext_lazy("first published in %(value)s"),
    ("published", "!="): gettext_lazy("not first published in %(value)s"),
    ("published", "<"): gettext_lazy("first published before %(value)s"),
    ("published", "<="): gettext_lazy("first published no later than %(value)s"),
    ("published", ">"): gettext_lazy("first published after %(value)s"),
    ("published", ">="): gettext_lazy("first published since %(value)s"),
    ("published", "known"): gettext_lazy("whose year of publication is known"),
    ("published", "unknown"): gettext_lazy("whose year of publication is not known"),
}
RANGES: dict[str, str | Promise] = {
    "pages": gettext_lazy("with %(first)s to %(last)s pages"),
    "read": gettext_lazy("read from %(first)s to %(last)s"),
    "added": gettext_lazy("added from %(first)s to %(last)s"),
    "published": gettext_lazy("first published from %(first)s to %(last)s"),
}
