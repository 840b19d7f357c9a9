"""Two things or more set side by side: "fantasy vs horror", "who do I rate higher, Quill or Brand?", "2020 against 2021"."""

from __future__ import annotations

from dashboards.ask.planner.draft import GONE, Draft
from dashboards.ask.spec import Kind, Measure, Order

SET_AGAINST = r"vs|versus|v|compared (?:to|with)|as opposed to|against|than"
THINGS = ("genre", "author", "format", "language", "fiction", "shelf", "series")
_BOOKS = r"(?: (?:books?|novels?|ones|reads|titles))?"
_HIGHER = r"(?: (?:more|higher|better|lower|worse|less)(?: highly| often)?)?"
_HOW_MUCH = r"more|fewer|less|higher|lower|better|worse|longer|shorter|prefer|most|highest"
_COMPARED = r"compare|compared|comparison|difference|ratio|split|divided|balance|break down|breakdown|versus|vs"
_RATED = (
    r"(?:(?:do|did|have) i )?(?:tend to )?(?:rated?|score|scored|prefer|like|liked|enjoy|enjoyed|love|favor)"
    r"|(?:do i|did i|have i) (?:give|given)|(?:average |mean )?(?:star )?ratings?"
)
_MORE = (
    r"(?:more|most|higher|highest|lower|lowest|better|best|worse|less|fewer)(?: of| often| highly| stars| ratings?)?"
)
_CONNECTED = (
    r"the (?:comparison|difference) between|(?:how )?(?:do|does) (?=¤)|compare|between|which|what|who|whose|whom"
)


def read_sides(draft: Draft) -> None:
    """What is compared, if names stand on both sides of a word that sets them against each other."""
    field = next((one for one in THINGS if len(set(draft.values_of(one))) > 1), None)
    if field is None or not _set_side_by_side(draft, field):
        return
    draft.kind, draft.group = Kind.GROUPS, field
    draft.only = tuple(dict.fromkeys(draft.drop(field)))
    draft.take_all(rf"{GONE}{_BOOKS}{_HIGHER} (?:{SET_AGAINST}|or|and|to)(?= (?:the |my |more )?{GONE})")
    draft.take_all(_CONNECTED)
    measured = draft.has(r"pages?|longer|shorter|length")
    draft.take(
        rf"(?:is |are )?(?:my |the )?(?:reading |books? |library )?(?:{_COMPARED})(?: up| down)?(?: between| of)?"
    )
    if not measured and draft.take(_RATED):
        draft.take_all(_MORE)
        draft.measure, draft.order = Measure("average", draft.rating), Order("measure")
    elif not measured and (draft.take(r"(?:have|did|do) i read more(?: of)?|more of") or draft.has("more|fewer|most")):
        draft.take_all(_MORE)
        draft.measure = Measure()
    elif draft.take(r"(?:are |is )?(?:longer|shorter)(?: on average)?"):
        draft.measure, draft.order = Measure("average", "pages"), Order("measure")
    elif measured:
        draft.take(r"more(?= pages)")


def _set_side_by_side(draft: Draft, field: str) -> bool:
    if draft.has(rf"{GONE}{_BOOKS}{_HIGHER} (?:{SET_AGAINST}) (?:the |my |more )?{GONE}"):
        return True
    joined = draft.has(rf"{GONE}{_BOOKS} (?:or|and|to) (?:the |my |more )?{GONE}")
    if joined and draft.has(rf".*\b(?:{_HOW_MUCH}|{_COMPARED})\b(?! than \d).*"):
        return True
    # "how many are print and ebook": of what a book is one alone, each is counted
    alone = field in ("format", "language", "fiction")
    return alone and draft.has("how many.*") and draft.has(rf"{GONE}{_BOOKS} and {GONE}")
