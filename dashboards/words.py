"""Numbers, dates and spans of time as a reader would say them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache

from django.utils.dates import MONTHS
from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, ngettext, pgettext, pgettext_lazy
from django.utils.translation import gettext as _

from dashboards.naming.genres import genre_within
from uploads.parsing.records import UNKNOWN_AUTHOR

MINUS = "\u2212"
_LETTERS = (  # small counts as they stand before what is counted
    pgettext_lazy("count", "no"),
    pgettext_lazy("count", "one"),
    pgettext_lazy("count", "two"),
    pgettext_lazy("count", "three"),
    pgettext_lazy("count", "four"),
    pgettext_lazy("count", "five"),
    pgettext_lazy("count", "six"),
    pgettext_lazy("count", "seven"),
    pgettext_lazy("count", "eight"),
    pgettext_lazy("count", "nine"),
    pgettext_lazy("count", "ten"),
    pgettext_lazy("count", "eleven"),
    pgettext_lazy("count", "twelve"),
    pgettext_lazy("count", "thirteen"),
    pgettext_lazy("count", "fourteen"),
    pgettext_lazy("count", "fifteen"),
    pgettext_lazy("count", "sixteen"),
    pgettext_lazy("count", "seventeen"),
    pgettext_lazy("count", "eighteen"),
    pgettext_lazy("count", "nineteen"),
    pgettext_lazy("count", "twenty"),
)


def number(value: float) -> str:
    """A count, its thousands parted.

    >>> number(274428)
    '274,428'
    """
    return _formatted(round(value), None, get_language())


def rating(value: float | None) -> str:
    """A mean of ratings: two decimals; a dash where there is none.

    >>> rating(3.8389), rating(None)
    ('3.84', '–')
    """
    if value is None:
        return "–"
    return _formatted(round(value, 2), 2, get_language())  # by itself it cuts: 3.8389 would be 3.83


@lru_cache(maxsize=4096)  # a dashboard has some two thousand numbers, most of them small
def _formatted(value: float, decimals: int | None, language: str | None) -> str:
    return number_format(value, decimal_pos=decimals, use_l10n=True, force_grouping=decimals is None)


def quartile(value: float) -> str:
    """A rating that lies between two others, perhaps: no more decimals than it has.

    >>> quartile(4.0), quartile(3.75)
    ('4', '3.75')
    """
    return number_format(value, decimal_pos=2, use_l10n=True).rstrip("0").rstrip(".,")


def signed(value: float) -> str:
    """A difference of ratings, with a true minus.

    >>> signed(-0.302), signed(0.1), signed(-0.001)
    ('−0.30', '+0.10', '0.00')
    """
    digits = rating(abs(round(value, 2)))
    return digits if round(value, 2) == 0 else f"{MINUS if value < 0 else '+'}{digits}"


def percent(part: float, whole: float) -> str:
    """A share in whole per cent that never says 0% of some or 100% of not all.

    >>> percent(1, 3), percent(1, 1000), percent(999, 1000), percent(0, 5)
    ('33%', '<1%', '>99%', '0%')
    """
    share = 100 * part / whole if whole else 0.0
    if 0 < share < 1:
        return f"<{whole_percent(1)}"
    return f">{whole_percent(99)}" if 99 < share < 100 else whole_percent(round(share))


def whole_percent(share: int) -> str:
    """A share given in whole per cent.

    >>> whole_percent(46)
    '46%'
    """
    return pgettext("share", "%(number)d%%") % {"number": share}


def in_words(count: int) -> str:
    """A small count in letters, a larger one in digits.

    >>> in_words(18), in_words(21)
    ('eighteen', '21')
    """
    return str(_LETTERS[count]) if 0 <= count < len(_LETTERS) else number(count)


def stars(value: float | None) -> str:
    """A rating as stars, with a half where there is one.

    >>> stars(4.5), stars(None)
    ('★★★★½', 'not rated')
    """
    if value is None:
        return _("not rated")
    return "★" * int(value) + ("½" if value % 1 >= 0.5 else "")


def spoken_stars(value: float | None) -> str:
    """A rating for those who listen.

    >>> spoken_stars(4.5), spoken_stars(1.0), spoken_stars(None)
    ('4.5 stars', '1 star', 'not rated')
    """
    if value is None:
        return _("not rated")
    count = number_format(value, use_l10n=True) if value % 1 else str(int(value))
    return ngettext("%(count)s star", "%(count)s stars", plural_of(value)) % {"count": count}


def plural_of(value: float) -> int:
    """The whole number whose form of a word also suits a fraction: half a star is 0.5 stars.

    >>> plural_of(1.0), plural_of(0.5), plural_of(4.5)
    (1, 2, 5)
    """
    return int(value) if value == int(value) else max(2, int(value) + 1)


def books(count: int) -> str:
    return _books(count, get_language())


@lru_cache(maxsize=4096)  # as with numbers: a mark of a chart says its books, its table says them again
def _books(count: int, language: str | None) -> str:
    return ngettext("%(count)s book", "%(count)s books", count) % {"count": number(count)}


def pages(count: int) -> str:
    return _pages(count, get_language())


@lru_cache(maxsize=4096)  # as with numbers: a mark of a chart says its books, its table says them again
def _pages(count: int, language: str | None) -> str:
    return ngettext("%(count)s page", "%(count)s pages", count) % {"count": number(count)}


def ratings(count: int) -> str:
    return ngettext("%(count)s rating", "%(count)s ratings", count) % {"count": number(count)}


def authors(count: int) -> str:
    return ngettext("%(count)s author", "%(count)s authors", count) % {"count": number(count)}


def years(count: int) -> str:
    return ngettext("%(count)s year", "%(count)s years", count) % {"count": in_words(count)}


def days(count: int) -> str:
    return ngettext("%(count)s day", "%(count)s days", count) % {"count": number(count)}


def times(count: int) -> str:
    """How often, in words.

    >>> times(2), times(3)
    ('twice', 'three times')
    """
    return _("twice") if count == 2 else ngettext("%(n)s time", "%(n)s times", count) % {"n": in_words(count)}


def date(text: str | None) -> str:
    """A date of the document, cut to its precision, in words.

    >>> date("2026-09-28"), date("2026-09"), date("2026"), date(None)
    ('28 September 2026', 'September 2026', '2026', '')
    """
    if not text:
        return ""
    year, *rest = text.split("-")
    if not rest:
        return str(int(year))
    if len(rest) == 1:
        return _("%(month)s %(year)d") % {"month": month(int(rest[0])), "year": int(year)}
    return date_format(dt.date.fromisoformat(text), pgettext("format of a date", "j F Y"))


def day_of_year(day: dt.date) -> str:
    """A day of any year.

    >>> day_of_year(dt.date(2023, 9, 28))
    '28 September'
    """
    return date_format(day, pgettext("format of a date without its year", "j F"))


def month(number_of_month: int) -> str:
    return str(MONTHS[number_of_month])


def year(value: int) -> str:
    """A year of publication; before the common era it says so.

    >>> year(-430), year(1871)
    ('430 BCE', '1871')
    """
    return _("%(year)d BCE") % {"year": -value} if value < 0 else str(value)


def span(months: float) -> str:
    """A stretch of time: years and months, or less.

    >>> span(80), span(12), span(0.4)
    ('6 years 8 months', '1 year', 'under a month')
    """
    whole_years, left = divmod(round(months), 12)
    parts = []
    if whole_years:
        parts.append(ngettext("%(count)s year", "%(count)s years", whole_years) % {"count": number(whole_years)})
    if left and whole_years < 10:  # ten years and seven months is more than anybody can know
        parts.append(ngettext("%(count)s month", "%(count)s months", left) % {"count": left})
    return " ".join(parts) or _("under a month")


def every(days: float) -> str:
    """How often, given the mean number of days between two.

    >>> every(0.4), every(1.1), every(9.2)
    ('more than a book a day', 'a book a day', 'a book every nine days')
    >>> every(33), every(90)
    ('a book every five weeks', 'a book every three months')
    """
    if days < 0.75:
        return _("more than a book a day")
    if days < 1.5:
        return _("a book a day")
    if days < 21:
        count = round(days)
        return ngettext("a book every %(count)s day", "a book every %(count)s days", count) % {"count": in_words(count)}
    if days < 60:
        count = round(days / 7)
        return ngettext("a book every %(count)s week", "a book every %(count)s weeks", count) % {
            "count": in_words(count)
        }
    count = round(days / 30.4)
    return ngettext("a book every %(count)s month", "a book every %(count)s months", count) % {"count": in_words(count)}


def shelf_length(metres: float) -> str:
    """How long a shelf of books is, rounded as one would pace it out.

    >>> shelf_length(0.42), shelf_length(1.4), shelf_length(17.2), shelf_length(140)
    ('40 centimetres', '1.4 metres', 'seventeen metres', '140 metres')
    """
    if metres < 1:
        count = max(5, round(metres * 20) * 5)
        return ngettext("%(count)d centimetre", "%(count)d centimetres", count) % {"count": count}
    if metres < 2.95:
        return _("%(count)s metres") % {"count": number_format(round(metres, 1), decimal_pos=1, use_l10n=True)}
    return ngettext("%(count)s metre", "%(count)s metres", round(metres)) % {"count": in_words(round(metres))}


def listed(things: Sequence[str]) -> str:
    """Things in a row, with an "and" before the last.

    >>> listed(["dates", "ratings", "genres"])
    'dates, ratings and genres'
    """
    if len(things) < 2:
        return "".join(things)
    return _("%(first)s and %(last)s") % {"first": ", ".join(things[:-1]), "last": things[-1]}


def author(name: str) -> str:
    """Whom a book is by; of a book without an author the document says so in English.

    >>> author("Ada Finch"), author("Unknown author")
    ('Ada Finch', 'Unknown author')
    """
    return _("Unknown author") if name == UNKNOWN_AUTHOR else name


def genre(name: str) -> str:
    """A genre's name within a sentence; what is no word keeps its capitals.

    >>> genre("Literary Fiction"), genre("LGBTQ+")
    ('literary fiction', 'LGBTQ+')
    """
    return genre_within(name)
