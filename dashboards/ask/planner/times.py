"""When: years, months, decades, seasons, the last so many days; of reading, of publication, of being shelved."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from dashboards.ask.planner.draft import Draft, Refused
from dashboards.ask.planner.eras import read_eras

MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_SHORT = {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name and name != "May"}
MONTH_NUMBERS = MONTHS | _SHORT | {"sept": 9}
_MONTH = f"({'|'.join(sorted(MONTH_NUMBERS, key=len, reverse=True))})"
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}
_YEAR = r"((?:1[0-9]|20)\d\d)"
PUBLISHED = (
    r"(?:that )?(?:was |were |came )?(?:originally |first )?"
    r"(?:published|written|released|came out|come out|publication)(?: out)?"
)
ADDED = (
    r"(?:that )?(?:(?:did|have) )?(?:i )?(?:have )?(?:add(?:ed)?|shelved|put)(?: (?:on|to|it"
    r"|them))*(?: (?:my |the )?¤)?(?: list| shelf)?"
)
_READ = r"(?:that )?(?:i )?(?:have )?(?:read|finished)"
_OLD = r"(?:1[0-9]\d\d|200[0-5])(?!\d| pages|s? stars)"
_DECADE = r"(?:the )?(?:1[5-9]\d0|20[0-2]0|\d0)'?s"


def read_times(draft: Draft) -> None:
    """Account for every time that the question names."""
    read_eras(draft)
    if draft.has(
        rf"{PUBLISHED} (?:in|before|after|since|between|from|prior|during|the|this|last|\d|earlier|until|older|later)"
    ):
        _take_year(draft, "original_year", f"{PUBLISHED} ")
    if draft.has(rf"{ADDED} (?:in|before|after|since|between|from|during|this|last|\d)"):
        _take_year(draft, "year_added", f"{ADDED} ")
    _by_the_end(draft)
    _years_to_compare(draft)
    spans = draft.has(r"(?:between|from) \d{4} (?:and|or)")
    if not spans and (found := draft.take(r"(?:in )?(\d{4}) (?:and|or) (?:in )?(\d{4})")):
        draft.add("year_read", "=", int(found[1]))
        draft.add("year_read", "=", int(found[2]))
    if draft.unread:
        if draft.has(r"(?:in |from |of )?(?:(?:19|20)\d\d|(?:this|last) year)"):
            raise Refused("year_of_unread")
        return
    if draft.has(rf"(?:\D+ )?{_OLD}") or draft.has(_DECADE):
        _long_ago(draft)
    while _take_when(draft):
        pass


def _by_the_end(draft: Draft) -> None:
    if found := draft.take(r"(?:by|before|until|up to) the end of (\d{4})"):
        if int(found[1]) > draft.today.year:
            raise Refused("future", found[0].strip())
        draft.add("year_read", "<=", int(found[1]))


def _long_ago(draft: Draft) -> None:
    """A time before anybody kept such lists is one of publication."""
    verb = draft.has(rf"{_READ} (?:in|during|before|since|after|between|from) (?:the )?\d")
    if not verb and _take_year(draft, "original_year", ""):
        draft.note("time_of_publication")


def _years_to_compare(draft: Draft) -> None:
    compared = draft.has(r"compare|comparison|difference between")
    either = "|or" if draft.has(r"more|most|better|less|fewer|higher|lower|longer|shorter") else ""
    than = rf"(?:than|vs\.?|versus|against|compared (?:to|with){either}{'|or|and|to|with' if compared else ''})(?: in)?"
    now = draft.today.year
    if found := draft.take(rf"(?:in )?(\d{{4}}) {than} (\d{{4}})"):
        draft.years = (int(found[1]), int(found[2]))
        draft.take(r"compare|(?:the )?comparison(?: of| between)?|(?:the )?difference between")
    elif draft.take(rf"(?:in )?this year {than} last year") or draft.take(rf"(?:in )?last year {than} this year"):
        draft.years = (now - 1, now)


def _take_when(draft: Draft) -> bool:
    """One time of reading."""
    before = len(draft.filters)
    for take in (_take_day, _take_months, _take_season, _take_part_of_year, _take_span, _take_any_month):
        if take(draft):
            return True
    return _take_year(draft, "year_read", "") or len(draft.filters) > before


def _take_year(draft: Draft, field: str, verb: str) -> bool:
    """One expression in whole years, after a verb or by itself."""
    if found := draft.take(rf"{verb}(?:back )?(?:between|from) (\d{{4}}) (?:and|to|until|through|till|-) (\d{{4}})"):
        first, last = sorted((int(found[1]), int(found[2])))
        draft.add(field, ">=", first)
        draft.add(field, "<=", last)
    elif found := _two_ends(draft, verb):
        draft.add(field, ">=" if found[1] == "since" else ">", int(found[2]))
        draft.add(field, "<", int(found[3]))
    elif found := draft.take(
        rf"{verb}(?:before|prior to|earlier than|older than|until) (?:the year )?(\d{{4}})(?! pages)"
    ):
        draft.add(field, "<", int(found[1]))
    elif found := draft.take(rf"{verb}(since|after|later than|newer than) (?:the year )?(\d{{4}})(?! pages)"):
        draft.add(field, ">=" if found[1] == "since" else ">", int(found[2]))
    elif found := draft.take(rf"{verb}(?:(?:in|during|for|from|of) )?(?:the )?(\d{{4}}|\d0)'?s(?! stars?)"):
        return _decade(draft, field, int(found[1]))
    elif found := draft.take(
        rf"{verb}(?:in |during |for |of |from )?(?:the )?(this|last|previous|past)(?: calendar)? year"
    ):
        draft.add(field, "=", draft.today.year - (found[1] != "this"))
    elif draft.take(rf"{verb}(?:in |during )?the year before last"):
        draft.add(field, "=", draft.today.year - 2)
    elif found := draft.take(
        rf"{verb}(?:(?:in|during|for|from|of|back in|throughout|within) )?(?:the year |year )?{_YEAR}'?s?(?! pages)"
    ):
        draft.add(field, "=", int(found[1]))
    elif field == "original_year" and verb and (found := draft.take(rf"{verb}(?:in )?the (?:last|past) (\d+) years")):
        draft.add(field, ">=", draft.today.year - int(found[1]))
    else:
        return False
    return True


def _two_ends(draft: Draft, verb: str) -> re.Match[str] | None:
    """ "After 2015 and before 2020": the second end is of the same time, though its verb is not said again."""
    return draft.take(rf"{verb}(since|after) (\d{{4}}) (?:and|but) (?:{verb})?(?:before|until) (\d{{4}})")


def _decade(draft: Draft, field: str, year: int) -> bool:
    if year % 10:
        return False
    if year < 100:
        year += 1900 if year > 20 else 2000
    draft.add(field, ">=", year)
    draft.add(field, "<=", year + 9)
    return True


def _take_months(draft: Draft) -> bool:
    if found := draft.take(
        rf"(?:between|from) {_MONTH}(?: of)?(?: (\d{{4}}))? (?:and|to|until|through) {_MONTH}(?: of)? (\d{{4}})"
    ):
        last = int(found[4])
        draft.add("month_read", ">=", _month(int(found[2] or last), MONTH_NUMBERS[found[1]]))
        draft.add("month_read", "<=", _month(last, MONTH_NUMBERS[found[3]]))
    elif found := draft.take(rf"(?:in |during )?{_MONTH} (?:and|or) {_MONTH}(?: of)? (\d{{4}}|this year|last year)"):
        for name in (found[1], found[2]):
            draft.add("month_read", "=", _month(_year(draft, found[3]), MONTH_NUMBERS[name]))
    elif found := draft.take(rf"(since|after|before|until) {_MONTH}(?: of)? (\d{{4}})"):
        op = {"since": ">=", "after": ">", "before": "<", "until": "<="}[found[1]]
        draft.add("month_read", op, _month(int(found[3]), MONTH_NUMBERS[found[2]]))
    elif found := draft.take(rf"(?:(?:in|during|for|of|from) )?{_MONTH}(?: of)? (\d{{4}}|this year|last year)"):
        draft.add("month_read", "=", _month(_year(draft, found[2]), MONTH_NUMBERS[found[1]]))
    elif found := draft.take(rf"(?:in |during |of )?last {_MONTH}"):
        number = MONTH_NUMBERS[found[1]]
        draft.add("month_read", "=", _month(draft.today.year - (number >= draft.today.month), number))
    else:
        return False
    return True


def _take_day(draft: Draft) -> bool:
    if found := draft.take(rf"(?:on )?(?:the )?(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH} (\d{{4}})"):
        day, month, year = int(found[1]), MONTH_NUMBERS[found[2]], found[3]
    elif found := draft.take(rf"(?:on )?{_MONTH} (?:the )?(\d{{1,2}})(?:st|nd|rd|th)? (\d{{4}})"):
        day, month, year = int(found[2]), MONTH_NUMBERS[found[1]], found[3]
    else:
        return False
    if not 1 <= day <= calendar.monthrange(int(year), month)[1]:
        raise Refused("no_such_day", found[0].strip())
    draft.add("date_read", "=", f"{year}-{month:02d}-{day:02d}")
    return True


def _take_season(draft: Draft) -> bool:
    """Summer is June to August. A winter is called by the year that it begins in, and that is said."""
    found = draft.take(
        rf"(?:(?:in|during|over|of) )?(?:the )?({'|'.join(_SEASONS)})"
        rf"(?: of)? (\d{{4}})"
    ) or draft.take(rf"(?:(?:in|during|over|of) )?(this|last|past) ({'|'.join(_SEASONS)})")
    if not found:
        return False
    season, said = (found[1], found[2]) if found[1] in _SEASONS else (found[2], found[1])
    first, last = _SEASONS[season]
    year = int(said) if said.isdigit() else _season_year(draft.today, first, last, said == "this")
    draft.add("month_read", ">=", _month(year, first))
    draft.add("month_read", "<=", _month(year + (last < first), last))
    draft.note("season", season=season, first=first, last=last, year=year)
    return True


def _season_year(today: dt.date, first: int, last: int, this: bool) -> int:
    """The year in which the season began that is over (`last`) or that is meant by "this"."""
    if this:
        return today.year - (last < first and today.month <= last)
    over = today.month > last if last > first else last < today.month
    year = today.year - (0 if over else 1)
    return year - (1 if last < first else 0)


def _take_part_of_year(draft: Draft) -> bool:
    of = r"(?: of)? (\d{4}|this year|last year)"
    quarters = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": 4}
    if found := draft.take(rf"(?:in |during )?(?:the )?(first|second|last) half{of}"):
        first, last = (1, 6) if found[1] == "first" else (7, 12)
    elif found := draft.take(rf"(?:in |during )?(?:the )?({'|'.join(quarters)}) quarter{of}"):
        last = 3 * quarters[found[1]]
        first = last - 2
    elif found := draft.take(r"(?:in )?q([1-4])(?: of)? (\d{4})"):
        last = 3 * int(found[1])
        first = last - 2
    else:
        return False
    year = _year(draft, found[2])
    draft.add("month_read", ">=", _month(year, first))
    draft.add("month_read", "<=", _month(year, last))
    return True


def _take_span(draft: Draft) -> bool:
    today = draft.today
    if found := draft.take(r"(?:in |during )?(this|last|past) week"):
        monday = today - dt.timedelta(days=today.weekday() + (0 if found[1] == "this" else 7))
        draft.add("date_read", ">=", monday.isoformat())
        draft.add("date_read", "<=", (monday + dt.timedelta(days=6)).isoformat())
    elif found := draft.take(r"(?:in |during |of )?(this|last|past) month"):
        day = today.replace(day=1) - dt.timedelta(days=found[1] != "this")
        draft.add("month_read", "=", f"{day:%Y-%m}")
    elif found := draft.take(
        r"(?:(?:in|over|during|within) )?(?:the )?(?:last|past|previous) (\d{1,3}) (day|week|month|year)s"
    ):
        days = {"day": 1, "week": 7, "month": 30.44, "year": 365.25}[found[2]] * int(found[1])
        draft.add("date_read", ">=", (today - dt.timedelta(days=days)).isoformat())
        draft.note("days_back", since=(today - dt.timedelta(days=days)).isoformat())
    else:
        return False
    return True


def _take_any_month(draft: Draft) -> bool:
    """ "In March" without a year is every March; that is said."""
    found = draft.take(rf"(?:in|during) {_MONTH}s?(?! \d{{4}})")
    if not found or not re.match(r"^\w+$", found[1]):
        return False
    draft.add("month_of_year", "=", MONTH_NUMBERS[found[1]])
    draft.note("every_year", month=MONTH_NUMBERS[found[1]])
    return True


def _year(draft: Draft, said: str) -> int:
    return int(said) if said.isdigit() else draft.today.year - (said == "last year")


def _month(year: int, month: int) -> str:
    return f"{year}-{month:02d}"
