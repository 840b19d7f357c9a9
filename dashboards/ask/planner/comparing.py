"""The reader beside the crowd, one thing beside another, and whether two things go together."""

from __future__ import annotations

import re

from dashboards.ask.planner.draft import Draft, Refused
from dashboards.ask.planner.sides import read_sides
from dashboards.ask.spec import Kind, Measure, Order

_CROWD = (
    r"(?:the )?(?:goodreads|community|everyone(?: else)?|everybody(?: else)?|others?"
    r"|other (?:people|readers)|the crowd|crowd|average (?:goodreads )?(?:reader|user|person)|average|global|public)"
    r"(?: users?| readers?| members?)?(?:'s)?(?: average| avg)?(?: ratings?| scores?)?"
)
_LINKED = {
    "long": "pages",
    "longer": "pages",
    "short": "pages",
    "shorter": "pages",
    "big": "pages",
    "bigger": "pages",
    "thick": "pages",
    "old": "original_year",
    "older": "original_year",
    "new": "original_year",
    "newer": "original_year",
    "recent": "original_year",
    "modern": "original_year",
    "popular": "ratings_count",
    "well-rated": "average_rating",
}


def read_comparisons(draft: Draft) -> None:
    _beside_the_crowd(draft)
    if draft.kind is None:
        read_sides(draft)
    if draft.kind is None:
        _going_together(draft)


def _beside_the_crowd(draft: Draft) -> None:
    if draft.has(r".*(?:compare|split|divided|balance).*"):
        draft.take(r"how (?:does|do|is|has|have)")
    if (
        draft.take(
            rf"(?:i )?(?:disagree\w*|differ\w*)(?: the)?(?: most)?(?: strongly)? (?:with"
            rf"|from) {_CROWD}(?: (?:on|about))?(?: the)?(?: most)?"
        )
        or draft.take_rest(
            r"(?:biggest|largest) (?:differences?|gaps?|disagreements?)(?: between my ratings? and .*?)?"
        )
        or draft.take(rf"(?:is |was )?(?:furthest|farthest|most different) from {_CROWD}")
    ):
        _rank(draft, Order("disagreement"))
    elif found := draft.take(
        r"(?:most )?(overrated|underrated|over-rated|under-rated|unpopular opinions?|controversial)(?: ones?)?"
    ):
        word = found[1]
        _rank(
            draft,
            Order("gap", descending=word.startswith("under"))
            if word[0] in "ou" and "unpop" not in word
            else Order("disagreement"),
        )
        draft.one = True
        draft.note("overrated")
    else:
        _above_or_below(draft)


def _rank(draft: Draft, order: Order) -> None:
    draft.kind, draft.order, draft.limit = Kind.LIST, order, 10
    _rated(draft)


def _rated(draft: Draft) -> None:
    draft.add("my_rating", "known")
    draft.add("status", "=", "read")


def _above_or_below(draft: Draft) -> None:
    how = r"(?:much |far |way )?(higher|lower|better|worse|above|below|more|less)(?: highly)?(?: than)?"
    listed = draft.has(r"books|how many|number of|which|what|list|show|percentage|percent|share") and not draft.has(
        r"do i|am i"
    )
    if listed and (
        found := draft.take(
            rf"(?:that )?(?:i )?(?:have )?(?:rated?|gave|liked?|enjoy(?:ed)?)(?: them| it)? {how} {_CROWD}(?: did| does| do)?"
        )
    ):
        draft.add("gap", ">" if found[1] in ("higher", "better", "above", "more") else "<", 0)
        _rated(draft)
    elif (
        draft.take(
            r"(?:compares?|compared|vs\.?|versus|against|beside|next to|differs?|stack up|measure up)"
            rf"(?: to| with| from| against)? {_CROWD}"
        )
        or draft.take(
            rf"(?:am i )?(?:a )?(?:harsher|stricter|tougher|more generous|more critical|nicer|kinder|easier"
            rf"|more lenient)(?: rater| critic| grader| reader)?(?: than {_CROWD})?"
        )
        or draft.take(
            rf"(?:rate )?(?:books )?(?:higher|lower|better|worse)(?: or (?:higher|lower|better"
            rf"|worse))? than {_CROWD}(?: did| does| do)?"
        )
        or draft.take(rf"(?:average |avg |mean )?difference between my (?:average )?ratings? and {_CROWD}")
    ):
        draft.take(r"(?:my )?(?:average |avg )?(?:ratings?|rate)")
        draft.kind, draft.measure = Kind.NUMBER, Measure("average", "my_rating")
        draft.beside += [Measure("average", "average_rating"), Measure("average", "gap")]
        _rated(draft)


def _going_together(draft: Draft) -> None:
    words = "|".join(re.escape(word) for word in _LINKED)
    found = draft.take(
        rf"(?:do|did|am|are) i? ?(?:tend to )?(?:rate|like|prefer|enjoy|score|give) (?:the )?({words}) "
        rf"(?:books|ones|novels)"
        rf"(?: (?:higher|lower|better|worse|more|less))?(?: ratings?)?(?: (?:than|or"
        rf"|to) (?:{words}) (?:books|ones)?)?"
    ) or draft.take(
        r"(?:correlation|relationship|relation|link|connection) between (?:my "
        r"|the )?(?:star )?ratings? and (?:the )?(?:book )?(length|pages|page counts?|age|year"
        r"|number of pages)(?: of (?:a|the) books?)?"
    )
    found = found or draft.take(
        rf"do i (?:give|award)(?: out)? (?:higher|lower|better|worse|more) (?:star )?(?:ratings?|scores?|stars) (?:to|for)"
        rf" ({words}) (?:books|ones|novels)"
    )
    found = found or draft.take(
        r"(?:correlation|relationship|relation|link|connection) between (?:the )?(?:book )?(length"
        r"|pages|page counts?|age|year|number of pages)(?: of (?:a|the) books?)? and (?:my |the )?(?:star )?ratings?"
    )
    if not found:
        return
    field = _LINKED.get(found[1], "original_year" if found[1] in ("age", "year") else "pages")
    if field == "ratings_count" and not draft.vocabulary.knows_ratings_counts:
        raise Refused("no_ratings_counts", found[1])
    draft.kind, draft.measure = Kind.LINK, Measure("average", field)
    draft.add("status", "=", "read")


def refuse_contradictions(draft: Draft) -> None:
    """Two conditions that no book can meet are a comparison that was not understood."""
    for field in {one[0] for one in draft.filters}:
        above = [v for f, op, v in draft.filters if f == field and op in (">", ">=") and v is not None]
        below = [v for f, op, v in draft.filters if f == field and op in ("<", "<=") and v is not None]
        if above and below and max(above, key=_sortable) > min(below, key=_sortable):  # type: ignore[operator]
            raise Refused("contradiction")


def _sortable(value: object) -> tuple[str, object]:
    return (type(value).__name__ if isinstance(value, str) else "number", value)
