"""Questions that are all about one book of the library: "When did I read Dune?", "What did I write about it?"."""

from __future__ import annotations

import re

from dashboards.ask.planner.draft import GONE, Draft, Refused
from dashboards.ask.planner.vocabulary import nearest

_DID = r"(?:did i|have i|had i|do i)(?: ever| already| actually| last| first)?"
_NOT_ONE = r"(?!any |a |an |more |less |most |fewer |the most|all |every|how |which |books )"
_TITLE = rf"{_NOT_ONE}(.+?)"
_END = r"(?: have| has| got)?(?: get from me| from me)?(?: in my library| yet| already| before)? $"
# Each: what is asked, with the title where it stands, and the fact that it asks for.
_ASKED: tuple[tuple[str, str], ...] = (
    (rf"when {_DID} (?:read|finish|finished) {_TITLE}", "date_read"),
    (rf"(?:in )?(?:what|which) (?:year|month|day|date) {_DID} (?:read|finish) {_TITLE}", "date_read"),
    (rf"(?:on )?what (?:day|date) {_DID} (?:read|finish) {_TITLE}", "date_read"),
    (rf"how long ago {_DID} (?:read|finish) {_TITLE}", "date_read"),
    (rf"(?:did i|have i)(?: ever| already)? (?:read|finished?) {_TITLE}", "status"),
    (rf"(?:do i have|is) {_TITLE} (?:on|in) my (?:to-read|library|shelf|shelves|list|collection)", "status"),
    (rf"do i have {_TITLE}", "status"),
    (rf"tell me about {_TITLE}", "status"),
    (rf"how (?:many times|often) {_DID} (?:re-?)?read {_TITLE}", "read_count"),
    (rf"{_DID} re-?read {_TITLE}", "read_count"),
    (rf"(?:what|how)(?: many stars| rating| score)? {_DID} (?:rate|give|score|think of)(?: to)? {_TITLE}", "my_rating"),
    (rf"(?:how many stars|what rating|what score) (?:did|has|have) {_TITLE} (?:get|got|gotten|receive)", "my_rating"),
    (rf"(?:what is |what was )?(?:my|the) (?:star )?(?:rating|score)(?: i gave)? (?:of|for|on) {_TITLE}", "my_rating"),
    (rf"did i (?:really )?(?:like|enjoy|love|hate) {_TITLE}", "my_rating"),
    (rf"how much did i (?:like|enjoy|love|hate) {_TITLE}", "my_rating"),
    (rf"how did i (?:like|find|rate|enjoy) {_TITLE}", "my_rating"),
    (rf"what did i (?:write|say) (?:about|of|on|for) {_TITLE}", "review"),
    (
        rf"(?:what is |what was |show |read )?(?:me )?(?:my|the) review (?:i wrote )?(?:of|for|on|about) {_TITLE}",
        "review",
    ),
    (rf"(?:did i|have i) (?:write a review (?:of|for)|review(?:ed)?) {_TITLE}", "review"),
    (rf"how many pages (?:is|are in|are there in|does|has|did|was) {_TITLE}", "pages"),
    (rf"how (?:long|big|thick) (?:is|was) {_TITLE}", "pages"),
    (rf"(?:what is )?(?:the )?(?:page count|number of pages|length) (?:of|for|in) {_TITLE}", "pages"),
    (rf"who (?:wrote|is the author of|was the author of|authored) {_TITLE}", "author"),
    (rf"(?:what is )?(?:the )?author of {_TITLE}", "author"),
    (rf"who (?:is|was) {_TITLE} (?:written )?by", "author"),
    (
        rf"(?:what is )?(?:the )?(?:goodreads|average|crowd(?:'s)?|community) (?:average )?rating (?:of|for|on) {_TITLE}",
        "average_rating",
    ),
    (
        rf"how (?:well |highly )?(?:is|was) {_TITLE} rated(?: (?:on|by) (?:goodreads|the crowd|others))?",
        "average_rating",
    ),
    (rf"how popular (?:is|was) {_TITLE}", "ratings_count"),
    (rf"how many (?:people|readers|users) (?:have )?(?:rated|read) {_TITLE}", "ratings_count"),
    (
        rf"when {_DID} (?:add|shelve|log|put) {_TITLE}(?: (?:to|on) my (?:to-read|list|shelf|shelves|library))?",
        "date_added",
    ),
    (
        rf"(?:how long|since when) (?:has|have|is) {_TITLE} been (?:sitting |waiting )?(?:on|in) my [\w-]+(?: list| shelf)?",
        "date_added",
    ),
    (
        rf"when (?:was|is|did) {_TITLE} (?:first |originally )?(?:published|written|released|come out|from)",
        "original_year",
    ),
    (
        rf"(?:in )?(?:what|which) year (?:was|is|did) {_TITLE} (?:first |originally )?(?:published|written|released"
        rf"|come out|from)",
        "original_year",
    ),
    (rf"how old is {_TITLE}", "original_year"),
    (rf"(?:what|which) series (?:is|does) {_TITLE}(?: belong to| in| from| part of)?", "series"),
    (rf"(?:is|does) {_TITLE} (?:part of|in|belong to) (?:a|any) series", "series"),
    (rf"(?:what|which) genres? (?:is|are|does|do|has) {_TITLE}(?: have| belong to| in)?", "genres"),
    (rf"(?:what|which) (?:shelf|shelves) (?:is|are|have i put|did i put) {_TITLE}(?: on| in)?", "shelves"),
    (rf"(?:what|which) language (?:is|was|did i read) {_TITLE}(?: in)?", "language"),
    (rf"(?:what|which) format (?:is|was|did i read) {_TITLE}(?: in)?", "format"),
    (rf"who (?:published|is the publisher of|was the publisher of) {_TITLE}", "publisher"),
)
_COMPILED = tuple((re.compile(rf"^(?: and| so)? {asked}{_END}"), fact) for asked, fact in _ASKED)
_HOW_FAR = re.compile(rf" how many pages (?:of|in) {_TITLE} (?:have|had|did) i read")


def read_one_book(draft: Draft) -> None:
    """Where a question is all about one book, the rest of its words are the title."""
    if (found := _HOW_FAR.search(draft.text)) and _form(draft, found[1]):
        raise Refused("progress", found[1])
    for pattern, fact in _COMPILED:
        if (found := pattern.search(draft.text)) and (form := _form(draft, found[1])):
            title = draft.vocabulary.titles[form]
            draft.add("title", "=", title)
            if form != found[1]:
                draft.note("read_as", word=found[1], name=title)
            draft.show = (fact,)
            draft.text = f" {GONE} "
            draft.about_one_book = True
            return


def _form(draft: Draft, typed: str) -> str | None:
    titles, typed = draft.vocabulary.titles, typed.strip('"')
    return typed if typed in titles else nearest(typed, titles, 0.9)
