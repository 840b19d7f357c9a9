"""When the pile would be read: at the pace of the last year, and at others."""

from __future__ import annotations

from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards import words
from dashboards.figures.parts import Figure, Slider, Table
from dashboards.finishing import Finishing, finishing_of
from dashboards.seeing import Seen

PACES = (1, 2, 4, 8, 16)  # books a month, in the table
MOST_CHOSEN = 20, 60  # books a month that the slider goes up to, for most and for those who read as much as that


def when_finished(seen: Seen) -> Figure | None:
    """When the pile would be read at the present pace, and at others. None where nothing lies on it."""
    pile = finishing_of(seen.head)
    if not pile.books:
        return None
    return Figure(
        id="finish",
        question=_("When would you finish it?"),
        answer=_answer(pile),
        rests_on=_rests_on(pile),
        table=Table(
            [_("Books a month"), _("It would take")],
            [(words.number(each), words.span(pile.books / each)) for each in PACES],
        ),
        columns=5,
        slider=_slider(pile),
    )


def _slider(pile: Finishing) -> Slider:
    """Whole books a month, about twice as many as now at least; it stands at the present pace."""
    most = min(MOST_CHOSEN[1], max(MOST_CHOSEN[0], round(2 * (pile.a_month or 0))))
    return Slider(
        label=_("Books a month"),
        said=[_at(each, words.span(pile.books / each)) for each in range(1, most + 1)],
        value=min(most, max(1, round(pile.a_month or 0))),
    )


def _at(each: int, span: str) -> str:
    return ngettext("At %(count)s a month: %(span)s.", "At %(count)s a month: %(span)s.", each) % {
        "count": words.number(each),
        "span": span,
    }


def _answer(pile: Finishing) -> str:
    if pile.a_month is None:
        return _("Your export names no date on which you finished anything: choose a pace below.")
    if not pile.months:
        return _("At no books a year, never. One would do.")
    first = format_html(
        _("<b>In about {span}</b>, at the {pace} books a month of the last twelve."),
        span=words.span(pile.months),
        pace=number_format(round(pile.a_month, 1), decimal_pos=1, use_l10n=True),
    )
    around = _range(pile)
    return format_html("{} {}", first, around) if around else first


def _range(pile: Finishing) -> str:
    """What the slowest and the best of three years come to."""
    if not pile.best:
        return ""
    if not pile.slowest:
        return _("Your best of the last three years would take %(span)s; the slowest would never end.") % {
            "span": words.span(pile.books / pile.best)
        }
    soonest, latest = words.span(pile.books / pile.best), words.span(pile.books / pile.slowest)
    if soonest == latest:
        return ""
    return _("As in the best and the slowest of the last three years: %(soonest)s to %(latest)s.") % {
        "soonest": soonest,
        "latest": latest,
    }


def _rests_on(pile: Finishing) -> str:
    text = _("From %(books)s on the pile, if no book is added.") % {"books": words.books(pile.books)}
    if pile.months_by_pages:
        text += " " + _("By their about %(pages)s it is %(span)s.") % {
            "pages": words.pages(round((pile.pages or 0) / 100) * 100),
            "span": words.span(pile.months_by_pages),
        }
    return text
