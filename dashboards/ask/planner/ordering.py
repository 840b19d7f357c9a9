"""In which order the books or groups are wanted: "by title", "best first", "in what order did I read"."""

from __future__ import annotations

from dashboards.ask.planner.draft import GONE, Draft
from dashboards.ask.spec import Kind, Order

_ORDERS = {
    "best": ("", True),
    "highest": ("", True),
    "worst": ("", False),
    "lowest": ("", False),
    "longest": ("pages", True),
    "shortest": ("pages", False),
    "newest": ("original_year", True),
    "oldest": ("original_year", False),
    "most recent": ("date_read", True),
    "rating": ("", True),
    "my rating": ("my_rating", True),
    "pages": ("pages", True),
    "length": ("pages", True),
    "page count": ("pages", True),
    "year": ("year_read", False),
    "date": ("date_read", True),
    "date read": ("date_read", True),
    "date added": ("date_added", True),
    "title": ("title", False),
    "author": ("author", False),
    "goodreads rating": ("average_rating", True),
    "average rating": ("average_rating", True),
}
_BY = "|".join(
    sorted((name for name in _ORDERS if name not in ("best", "worst", "highest", "lowest")), key=len, reverse=True)
)
_FROM_TO = {
    ("best", "worst"): ("", True),
    ("highest", "lowest"): ("", True),
    ("worst", "best"): ("", False),
    ("lowest", "highest"): ("", False),
    ("longest", "shortest"): ("pages", True),
    ("shortest", "longest"): ("pages", False),
    ("newest", "oldest"): ("original_year", True),
    ("oldest", "newest"): ("original_year", False),
}
_FURTHER = (
    (r"(?:in|by|of) (?:alphabetical|alphabetic)(?: order)?|alphabetically|a to z|a-z", "title", False),
    (
        r"in (?:what|which) order (?:did|have) i (?:read|finish)|in (?:the )?order (?:that |in which )?i (?:have )?read(?: them)?"
        r"|in reading order|chronologically|in (?:chronological|date) order",
        "date_read",
        False,
    ),
    (
        r"(?:in|by) (?:publication|publishing) order|by (?:publication (?:date|year)|year (?:of publication|published))",
        "original_year",
        False,
    ),
)


def read_order(draft: Draft) -> None:
    if found := draft.take(
        rf"(?:sorted|ordered|sort|order|ranked|rank|listed|arranged)(?: them)? by (?:the |their )?({_BY})(?: read)?"
    ) or draft.take(
        r"(best|worst|highest|lowest|longest|shortest|newest|oldest|most recent)(?:[- ](?:rated))?(?: ones)? first"
    ):
        by, descending = _ORDERS[found[1]]
        draft.first_order = Order(by or draft.rating, descending)
    elif found := draft.take(
        rf"(?:ranked |sorted |ordered )?(?:from )?(?:the )?({'|'.join(f'{a} to {b}' for a, b in _FROM_TO)})"
    ):
        by, descending = _FROM_TO[tuple(found[1].split(" to "))]
        draft.first_order = Order(by or draft.rating, descending)
    elif not draft.has(r"how many|number of|count|average|total") and draft.take(
        r"(?:ranked |sorted )?by (?:my )?ratings?"
    ):
        draft.first_order = Order(draft.rating)
    elif draft.take(r"(?:recently|lately|last|latest|newly) added") or draft.take(
        r"added (?:recently|lately|most recently|last)"
    ):
        draft.kind, draft.order, draft.limit = Kind.LIST, Order("date_added"), 10
    elif draft.take(rf"rank(?:ed|ing of)?(?: all)?(?: of)?(?: my| the)?(?= {GONE})"):
        draft.first_order = Order(draft.rating)
    else:
        _further_order(draft)


def _further_order(draft: Draft) -> None:
    for words, by, descending in _FURTHER:
        if draft.take(words):
            draft.first_order = Order(by, descending)
            return
    of_books = draft.has(rf".*(?:books?|list|{GONE})")
    if of_books and (found := draft.take_rest(r"by (title|date(?: read)?|date added|length|page count|pages)")):
        by, descending = _ORDERS[found[1]]
        draft.first_order = Order(by, descending if by == "pages" else False)
