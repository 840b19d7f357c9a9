"""What is wanted of the books: how many, how long on average, in which groups, which of them first."""

from __future__ import annotations

import re

from dashboards.ask.planner.draft import GONE, Draft
from dashboards.ask.planner.group_words import GROUP, dimension
from dashboards.ask.planner.ordering import read_order
from dashboards.ask.planner.plain import plain
from dashboards.ask.planner.ranking import read_subject, read_superlative
from dashboards.ask.spec import Kind, Measure, Order

_NUMBERS_OF = r"(average|avg|mean|median|typical)(?: number of| book)?"
_SPREAD = (
    r"(?:the )?(?:standard deviation|std\.?(?: dev(?:iation)?)?|stddev|sd)(?: of)?(?: (?:all|in))?(?: (?:my|the))?"
)


def read_wishes(draft: Draft) -> None:
    read_order(draft)
    _groups(draft)
    _pace(draft)
    _measure(draft)
    if draft.take(r"on average"):
        draft.on_average = True
    read_superlative(draft)
    read_subject(draft)


def _groups(draft: Draft) -> None:
    if draft.kind not in (None, Kind.NUMBER):
        return
    if draft.take(
        r"(?:(?:did|have|do) )?(?:i )?add(?:ed)?(?: (?:to|on) (?:my |the )?¤)? (?:per|by|each|every|a|in each) (?:calendar )?year"
        r"|(?:by|per) year added"
    ):
        draft.group = "year_added"
        return
    per = r"(?:per|by|each|every|for each|in each|for every|across|over the|grouped by|a)"
    if not draft.has(r"top|best|my top") and (
        found := draft.take(rf"{GROUP} (?:ranked |sorted |ordered )?by (?:the |their |my )?{_RANKED_BY}")
    ):
        _ranked_by(draft, found)
    elif draft.take(r"published (?:per|by|each|every|in each) year|(?:by|per) year published"):
        draft.group = "original_year"
    elif found := draft.take(rf"{per} (?:different |calendar )?{GROUP}(?: of publication)?"):
        published = "of publication" in found[0]
        group = dimension(found[1])
        draft.group = {"year_read": "original_year"}.get(group, group) if published else group
    elif found := draft.take(r"(monthly|yearly|annual|annually)"):
        draft.group = "month_read" if found[1] == "monthly" else "year_read"
    elif (
        (draft.has(r"how many|number of|count|average|total") and draft.take(r"by (?:star )?ratings?"))
        or draft.take(r"per (?:star )?ratings?")
        or draft.take(
            r"how (?:are|do|is) my (?:star )?ratings? (?:spread(?: out)?|distributed?|break down|split(?: up)?|divided|look)"
            r"(?:(?: like)?(?: how many)?(?: \ds)+(?: and \ds)?)?"
        )
        or draft.take(r"how many(?: \ds)+ and \ds")
        or draft.take(r"(?:distribution|breakdown|spread|histogram)(?: of)?(?: my)? (?:star )?ratings?")
        or draft.take(r"(?:star )?ratings? (?:distribution|breakdown|spread|histogram)")
        or draft.take(r"how many (?:of )?each (?:star )?rating")
        or draft.take(
            r"how many (?:books|ratings) (?:of|for|with|did i give|have i given"
            r"|per) (?:each )?(?:star(?: rating)?|rating|number of stars)"
        )
    ):
        draft.group, draft.measure = "my_rating", Measure()
    elif draft.take(r"(?:by|per) (?:publication|published) (?:year|date)|(?:by|per) year published"):
        draft.group = "original_year"
    elif draft.take(r"(?:by|per) publication decade|(?:by|per) decade published"):
        draft.group = "decade"
    elif draft.take(r"(?:over time|over the years|through the years|changed|trends?)(?: over time| over the years)?"):
        draft.group = "year_read"
    elif found := draft.take(
        rf"{GROUP} (?:distribution|breakdown|split)|(?:distribution|breakdown) (?:of|by) (?:my )?{GROUP}"
    ):
        draft.group = dimension(found[1] or found[2])
    if draft.group:
        draft.take(r"break down|breakdown of|break(?: it| them) down")
    if draft.group in ("month_read", "year_read") and _length_for_each(draft):
        return
    if draft.group in ("month_read", "year_read") and not draft.has(r"per book"):
        pages_or_books = (
            r"(?:the )?(?:average|avg|mean)(?: number| amount)?(?: of)?(?= (?:books?|pages?) (?:¤|a|per)? ?)"
        )
        draft.on_average = bool(draft.take(pages_or_books) or draft.take_rest(r"(?:average|avg|mean)"))


def _length_for_each(draft: Draft) -> bool:
    """ "Average pages by year" has a number for each year, "average pages a year" one in all."""
    asked = r"(?:average|avg|mean|median)(?: number of| amount of)? (?:pages?|page counts?|lengths?)"
    if not draft.has(rf"{asked}.*") or not re.search(r" (?:by|for each|for every|in each|across) ", plain(draft.asked)):
        return False
    draft.note("average_of_each")
    return True


_RANKED_BY = (
    r"(average |avg |mean |median )?((?:goodreads )?ratings?|number of books(?: read)?|book count"
    r"|total pages|pages|length)"
)


def _ranked_by(draft: Draft, found: re.Match[str]) -> None:
    """ "Genres by average rating"."""
    draft.group, what = dimension(found[1]), found[3]
    draft.order = Order("measure")
    if "rating" in what:
        field = "average_rating" if "goodreads" in what else "rating"
        draft.measure = Measure("median" if found[2] == "median " else "average", field)
    elif "book" in what:
        draft.measure = Measure()
    else:
        averaged = found[2] is not None or what == "length"
        draft.measure = Measure("average" if averaged else "sum", "pages")


def _pace(draft: Draft) -> None:
    found = draft.take(r"(?:per|a|each) (day|week)") or draft.take(r"(daily|weekly)")
    if found:
        draft.per = {"daily": "day", "weekly": "week"}.get(found[1], found[1])
        draft.on_average = bool(draft.take_rest(r"(?:average|avg|mean)")) or draft.on_average


def _measure(draft: Draft) -> None:
    if draft.measure is None:
        draft.measure = (
            _spread_measure(draft)
            or _year_measure(draft)
            or _pages_measure(draft)
            or _rating_measure(draft)
            or _count_measure(draft)
        )
    if draft.per and draft.measure == Measure("average", "pages"):
        draft.measure = Measure("sum", "pages")
    if draft.measure is None and draft.per and draft.take(r"books?"):
        draft.measure = Measure()


def _spread_measure(draft: Draft) -> Measure | None:
    if draft.take(rf"{_SPREAD} (?:star )?ratings?") or draft.take(r"how much do my ratings (?:vary|spread|differ)"):
        return Measure("stddev", "rating")
    if draft.take(rf"{_SPREAD} (?:pages?(?: counts?| numbers?)?|book lengths?|lengths?)"):
        return Measure("stddev", "pages")
    return None


def _year_measure(draft: Draft) -> Measure | None:
    """ "The average year of publication"."""
    years = (
        r"(?:publication|publishing|original publication) (?:year|date)s?|years? of publication|years? published"
        r"|years? (?=published)"
    )
    if found := draft.take(rf"(average|avg|mean|median|typical) (?:{years})(?: of)?"):
        return Measure("median" if found[1] == "median" else "average", "original_year")
    return None


def _pages_measure(draft: Draft) -> Measure | None:
    if draft.take(
        r"how long (?:are|is|were|was) (?:the |my )?(?:average |typical )?(?:books?)(?: (?:that )?i "
        r"(?:have )?(?:usually )?read)?(?: on average)?"
    ):
        return Measure("average", "pages")
    kinds = r"(?:pages?|lengths?|page counts?|page lengths?|book lengths?|size)"
    if found := draft.take(
        rf"{_NUMBERS_OF}(?: {GONE})? {kinds}(?: (?:count|number)s?)?(?: per book| of (?:a |the |my )?books?)?"
    ):
        return Measure("median" if found[1] == "median" else "average", "pages")
    if found := draft.take(rf"{_NUMBERS_OF} (?:number of )?pages(?: per book)?"):
        return Measure("median" if found[1] == "median" else "average", "pages")
    if draft.take(r"(?:how many )?pages per book") or draft.take(r"how long(?= (?:are|is) ¤)"):
        return Measure("average", "pages")
    if draft.take(r"(?:total|sum of)(?: number of)?(?: the)? (?:pages?|page counts?)(?: count)?"):
        return Measure("sum", "pages")
    if draft.per and draft.take(r"(?:how many |average |avg |mean )?(?:number of )?pages"):
        return Measure("sum", "pages")
    if draft.take(r"(?:how many|number of|count of|total)(?: of)?(?: the)?(?: total)? (?:pages|pp)"):
        return Measure("sum", "pages")
    if draft.group and draft.take(r"pages(?: read)?"):
        return Measure("sum", "pages")
    return None


def _rating_measure(draft: Draft) -> Measure | None:
    if draft.take(
        r"(?:average|avg|mean) (?:goodreads|community|crowd) ratings?|(?:average|avg"
        r"|mean) ratings? (?:on|at) goodreads"
    ):
        return Measure("average", "average_rating")
    if found := draft.take(
        r"(?:(?<!highest )(?<!lowest )(?<!best ))(average|avg|mean|median)(?: my)?(?: ¤)? (?:"
        r"(?:star )?ratings?|stars|scores?)"
        r"(?: (?:did i give|i gave|i give|i have given|given|do i give))?"
    ):
        crowd = draft.take(r"(?:on |by |from )?(?:goodreads|the crowd|the community)")
        field = "average_rating" if crowd else "rating"
        return Measure("median" if found[1] == "median" else "average", field)
    if draft.take(r"how (?:has|have|did|do|does|high do|highly do)(?: my| i)? (?:ratings?|rate)"):
        return Measure("average", "rating")
    if draft.take(
        r"what (?:rating |score |stars )?(?:do )?i (?:usually|typically|normally|generally|tend to) (?:give"
        r"|rate)(?: to)?(?!.* (?:most|least|often) )"
    ):
        draft.take(r"(?:the |on )?(?:average|mean)")
        return Measure("average", "rating")
    if draft.take(
        r"(?:have|did|do|are|has|did) my (?:average |star )*ratings? (?:go(?:ne|ing)?|went|get(?:ting)?|got(?:ten)?"
        r"|become|crept|creep)"
        r" (?:up|down|higher|lower|better|worse|harsher|more generous)(?: or (?:up|down|higher|lower))?"
    ):
        draft.group = draft.group or "year_read"
        return Measure("average", "rating")
    if draft.take(
        r"how (?:generous(?:ly)?|harsh(?:ly)?|strict(?:ly)?)(?: do| am| was)? i(?: rate| with my (?:stars|ratings))?"
        r"|what (?:rating |score )?do i (?:give|rate)(?: to)?(?!.* (?:most|least|often) )|how do i rate"
        r"|average of (?:all )?(?:my|the) (?:star )?ratings|(?:average|mean) (?:goodreads )?stars"
    ):
        draft.take(r"(?:the )?(?:average|mean)")
        return Measure("average", "rating")
    return None


def _count_measure(draft: Draft) -> Measure | None:
    if found := draft.take(
        r"(?:how many|(?:total )?number of|count of|count|total)(?: (?:different|distinct|unique|separate|of my|of the))? "
        r"(authors?|writers?|genres?|series|languages?|formats?|publishers?|shelf|shelves)"
    ):
        return Measure("distinct", dimension(found[1]))
    if found := draft.take(
        r"(?:in )?how many (months?|years?) (?:did|have) i (?:read|finish(?:ed)?)"
        r"(?= (?:more than|at least|fewer than|less than|over|exactly|only) \d)"
    ):
        return Measure("distinct", dimension(found[1]))
    if draft.take(r"(?:what |which )?(?:percentage|percent|share|proportion|fraction|part|%)(?: of)?"):
        draft.share = True
        return Measure()
    if (draft.has(r"how much of .* (?:is|are|was|were) .*") and draft.take(r"how much of(?: my| the)?")) or draft.take(
        r"how much of (?:my (?:reading|library|list|collection|shelf)|what i (?:have )?read)(?= )"
    ):
        draft.share = True
        return Measure()
    if draft.unread and draft.take(rf"how (?:big|large|long) is(?: my)?(?= {GONE} $)|(?:the )?size of(?= {GONE})"):
        return Measure("sum", "pages") if draft.take(r"in pages") else Measure()
    if draft.take(
        r"how (?:much|many)(?: of)?(?: the| my)?(?: (?:books?|titles?|novels?|ones))?(?: (?:have|did|do) i)?"
    ):
        return Measure()
    if draft.take(rf"(?:the )?(?:total )?(?:number|count|amount)(?: of)?(?= {GONE})"):
        return Measure()
    if draft.take(r"(?:the )?(?:total )?(?:number|count|amount) of(?: (?:books?|titles?|novels?))?") or draft.take(
        r"count(?: (?:of )?(?:my )?books?)?"
    ):
        return Measure()
    return None
