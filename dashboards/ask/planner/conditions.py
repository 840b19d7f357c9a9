"""Which books: on which shelf, how long, read how often, with a review or without."""

from __future__ import annotations

import re

from dashboards.ask.planner.bounds import LESS, MORE, comparison
from dashboards.ask.planner.draft import Draft, Refused
from dashboards.ask.planner.stars import read_stars
from dashboards.ask.spec import Kind, Measure, Order


def read_conditions(draft: Draft) -> None:
    _status(draft)
    _pages(draft)
    read_stars(draft)
    _readings(draft)
    _reviews(draft)
    _presence(draft)


def _status(draft: Draft) -> None:
    draft.take(r"(?:as )?(?:marked|listed) as(?= ¤| to-read)")
    unread = (
        draft.take(
            r"(?:but |and )?(?:that )?(?:i )?(?:still |currently )?(?:have|did)(?: i)? not(?: yet)? (?:yet )?"
            r"(?:read|gotten to|got to|gotten around to(?: reading)?)(?: yet)?"
        )
        or draft.take(
            r"(?:are |is )?(?:still )?(?:unread|not yet read|not read|waiting to be read|left to read)(?: yet)?"
        )
        or draft.take(r"(?:have|did) (?:i )?not(?: i)? (?:yet )?(?:start(?:ed)?|begun)(?: yet)?")
    )
    _waiting(draft)
    if unread or draft.take(
        r"(?:(?:are |is )?(?:still )?(?:(?:sitting|waiting|left|languishing|lying|lingering|gathering dust) )?(?:on|in|from"
        r"|off) )?(?:my |the )?to-read(?: ones| books)?(?: yet)?"
    ):
        draft.add("status", "=", "to-read")
        draft.take(r"(?:that )?i (?:still )?to-read")
    if (
        draft.take(
            r"(?:am i|i am) (?:currently |now )?(?:reading|in the middle of)(?: (?:right )?now"
            r"| at the moment)?"
        )
        or draft.take(r"(?:i )?currently[- ]read(?:ing)?(?: shelf)?")
        or draft.take(r"in progress")
    ):
        draft.add("status", "=", "currently-reading")
    if (
        draft.take(
            r"(?:did i abandon|(?:did )?(?:i )?(?:have )?(?:abandoned?|dnf'?e?d?|did not finish|gave up on"
            r"|never finished|given up on))(?: books)?"
        )
        and not draft.unread
    ):
        draft.add("status", "=", "abandoned")


def _waiting(draft: Draft) -> None:
    """ "How long do books sit on my shelf before I read them?" """
    if draft.take(
        r"(?:waited|sat|took|had to wait)(?: the)? longest(?: time)?(?: (?:on|in) (?:my|the) (?:shelf|shelves|to-read|pile))?"
        r"(?: (?:to get (?:to|around to)|(?:before|until) i (?:finally )?(?:read|got to|finished)(?: it| them)?))"
    ):
        draft.kind, draft.order, draft.limit, draft.one = Kind.LIST, Order("days_waiting"), 10, True
        draft.add("status", "=", "read")
        draft.add("days_waiting", ">=", 0)
        draft.note("waited")
        return
    waits = draft.take_rest(
        r"(?:on average )?how long (?:do|does|did|have|is)?.*? (?:sit|wait|stay|spend|been|between)\b.*?"
        r"(?: before i (?:read|finish)\w*(?: them| it)?)?"
    )
    waits = (
        waits
        or draft.take_rest(
            r"(?:on average )?how many (?:days|weeks|months) .*(?:to-read|shelf|waiting"
            r"|adding|added).*"
        )
        or draft.take_rest(
            r"(?:the )?(?:average|mean|typical) (?:time|wait|waiting time|number of days|days) (?:between"
            r"|from) (?:when i )?add(?:ing|ed)?"
            r"(?: (?:a|it|the) ?book)? (?:and|to|until) (?:reading|finishing)(?: (?:a|the) book| it)?"
        )
    )
    if waits:
        draft.kind, draft.measure = Kind.NUMBER, Measure("average", "days_waiting")
        draft.beside.append(Measure("median", "days_waiting"))
        draft.add("status", "=", "read")
        draft.note("waited")


def _pages(draft: Draft) -> None:
    for word, text in (("<", LESS), (">", MORE)):
        while found := (
            draft.take(rf"(?:with |of |that (?:are|have|were) |are |have )?({text}) (\d+) ?(?:pages?|pp?)(?: long)?")
            or draft.take(r"(shorter than) (\d+)" if word == "<" else r"(longer than) (\d+)")
        ):
            draft.add("pages", comparison(found[1], word), int(found[2]))
    if found := draft.take(r"(?:with |of )?(?:between |from )?(\d+)(?: and | to |-)(\d+) pages?(?: long)?"):
        draft.add("pages", ">=", int(found[1]))
        draft.add("pages", "<=", int(found[2]))
    if found := draft.take(r"(?:with )?(\d+)\+ ?pages?") or draft.take(r"(?:with )?(\d+) pages? or (?:more|longer)"):
        draft.add("pages", ">=", int(found[1]))
    if found := draft.take(r"(?:with )?(\d+) pages? or (?:less|fewer|shorter)"):
        draft.add("pages", "<=", int(found[1]))
    if found := draft.take(r"(?:with |of )?exactly (\d+) pages?"):
        draft.add("pages", "=", int(found[1]))
    _short_and_long(draft)


def _short_and_long(draft: Draft) -> None:
    if draft.has(r"do i") or " than " in draft.text or draft.has(r"how long|as long") or draft.kind:
        return
    if draft.names("pages"):
        draft.take(r"(?:short|long|big|thick)(?= (?:¤|books?|novels?|unread|reads?|ones) )")
    elif draft.take(r"short(?= (?:¤|books?|novels?|unread|reads?|ones) )"):
        draft.add("pages", "<", 250)
        draft.note("short", pages=250)
    elif draft.take(r"(?:long|big|thick)(?= (?:books?|novels?|ones) )"):
        draft.add("pages", ">", 500)
        draft.note("long", pages=500)


def _readings(draft: Draft) -> None:
    if draft.take(
        r"(?:excluding|without|except|not counting|not including|that (?:are|were) not|not) (?:my |any )?re-?reads?"
    ):
        draft.add("read_count", "<=", 1)
    of_books = not draft.has(r"authors?|writers?|genres?|series")  # read twice is an author with two books
    if of_books and (found := draft.take(r"(?:that )?(?:i )?(?:have )?read (at least|more than) twice")):
        draft.add("read_count", ">=" if found[1] == "at least" else ">", 2)
    if of_books and (
        found := draft.take(r"(?:that )?(?:i )?(?:have )?read (?:at least |more than )?(\d+) times(?: or more)?")
    ):
        draft.add("read_count", _times(found[0]), int(found[1]))
    ranked = draft.has(r"most[- ]re-?read|re-?read (?:the )?most(?: often)?")
    if ranked:
        return
    often = r"|read (?:more than once|twice|again|multiple times|several times)" if of_books else ""
    if draft.take(
        rf"(?:that )?(?:have )?(?:i )?(?:have )?(?:re-?read{often}|been re-?read)(?: more than once)?"
    ) or draft.take(r"re-?reads?"):
        draft.add("read_count", ">=", 2)


def _times(words: str) -> str:
    if "more than" in words:
        return ">"
    return ">=" if "at least" in words or "or more" in words else "="


def _reviews(draft: Draft) -> None:
    if draft.take(
        r"(?:but |and )?(?:that )?(?:have |did )?(?:i )?(?:have |did )?not (?:yet )?(?:reviewed"
        r"|reviews?|written (?:a |any )?reviews?(?: for)?|write (?:a )?reviews?(?: for)?)"
    ) or draft.take(r"(?:(?:without|with no|that have no|have no)(?: a| any| my)? reviews?|unreviewed)"):
        draft.add("review", "unknown")
    reviewed = (
        draft.take(
            r"(?:that )?(?:i )?(?:have )?(?:(?:wrote|written|write|left) )(?:a |any )?reviews?(?: for| of| about)?"
        )
        or draft.take(r"(?:that )?(?:have )?(?:i )?(?:have )?reviewed")
        or draft.take(r"with (?:a |my )?(?:written )?reviews?")
        or draft.take(r"reviews?(?= (?:have|did) i (?:written|write|wrote))")
    )
    if found := draft.take(
        r"(longest|shortest) reviews?(?: (?:that )?i(?: have)?(?: ever)? (?:wrote"
        r"|written|left))?"
    ):
        draft.kind, draft.order = Kind.LIST, Order("review_length", found[1] == "longest")
        draft.limit, draft.one = 10, True
        draft.add("review", "known")
    elif draft.take(r"average (?:review length|length of my reviews?)"):
        draft.kind, draft.measure = Kind.NUMBER, Measure("average", "review_length")
    elif reviewed or draft.take(r"reviews(?: (?:have|did) i ¤?(?:written|write|wrote))?"):
        draft.take(r"(?:have|did) i (?:written|write|wrote)")
        draft.add("review", "known")


def _ratings_count(draft: Draft) -> None:
    if found := draft.take(
        rf"(?:with |that have |have |has )?({LESS}|{MORE}) (\d+) (?:goodreads |community )?(?:ratings|raters)"
    ):
        if not draft.vocabulary.knows_ratings_counts:
            raise Refused("no_ratings_counts", found[0].strip())
        draft.add("ratings_count", comparison(found[1], "<" if re.fullmatch(LESS, found[1]) else ">"), int(found[2]))


def _presence(draft: Draft) -> None:
    """Books that lack a fact, or have it."""
    _ratings_count(draft)
    if draft.take(
        r"(?:that (?:are|were) |are )?(?:standalones?|stand-alones?|not (?:in|part of|from) (?:a|any) series)"
    ):
        draft.add("series", "unknown")
        draft.note("series_as_titled")
    elif draft.take(
        r"(?:that (?:are|were) |are |were )?(?:in|part of|from|belong(?:ing)? to|with) (?:a|any|some) series"
    ):
        draft.add("series", "known")
        draft.note("series_as_titled")
    for words, field in (
        (r"dates?(?: read)?|finish dates?|read dates?", "date_read"),
        (r"page counts?|page numbers?|pages?", "pages"),
        (r"genres?", "genre"),
        (r"(?:publication )?years?", "original_year"),
    ):
        if draft.take(rf"(?:without|with no|missing|lacking|that have no|have no|has no) (?:an? |any )?(?:{words})"):
            draft.add(field, "unknown")
