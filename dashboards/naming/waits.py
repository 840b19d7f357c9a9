"""How long books lay on the pile, in words."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_SPANS: dict[str, tuple[str | Promise, str | Promise]] = {  # in words, and short enough to stand below a column
    "1-6": (gettext_lazy("under a week"), gettext_lazy("<1 w")),
    "7-29": (gettext_lazy("one to four weeks"), gettext_lazy("1–4 w")),
    "30-89": (gettext_lazy("one to three months"), gettext_lazy("1–3 m")),
    "90-179": (gettext_lazy("three to six months"), gettext_lazy("3–6 m")),
    "180-364": (gettext_lazy("six to twelve months"), gettext_lazy("6–12 m")),
    "365-729": (gettext_lazy("one to two years"), gettext_lazy("1–2 y")),
    "730-1824": (gettext_lazy("two to five years"), gettext_lazy("2–5 y")),
    "1825-": (gettext_lazy("over five years"), gettext_lazy(">5 y")),
}


def wait_said(span: str) -> str:
    """A span of days as the filter on waits has it, in words; one that no column of the chart has in days.

    >>> wait_said("30-89"), wait_said("3-4")
    ('one to three months', '3–4 days')
    """
    if span in _SPANS:
        return str(_SPANS[span][0])
    return _("%(span)s days") % {"span": span.replace("-", "–")}


def wait_short(span: str) -> str:
    """The same for an axis.

    >>> wait_short("30-89")
    '1–3 m'
    """
    return str(_SPANS[span][1])
