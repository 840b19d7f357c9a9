"""Which of them first, and what is asked for if not books: "the longest", "my top 5 authors", "which genre"."""

from __future__ import annotations

import re

from dashboards.ask.planner.draft import GONE, Draft, Refused, Superlative
from dashboards.ask.planner.group_words import GROUP, dimension
from dashboards.ask.planner.plain import plain
from dashboards.ask.spec import Measure

_BY_CROWD = (
    r"(?:by|on|from|according to|at) (?:goodreads|the crowd|others|other (?:people|readers)"
    r"|everyone(?: else)?|the community)"
)
_SUPERLATIVES = (
    (r"longest[- ]waiting", "oldest", False),
    (r"busiest|fullest", "count", True),
    (r"quietest|leanest|emptiest", "count", False),
    (
        rf"(?:highest|best|top|most highly)[- ]?(?:rated|ranked|scored)(?: (?:books?|ones?))? {_BY_CROWD}",
        "average_rating",
        True,
    ),
    (rf"(?:lowest|worst)[- ]?(?:rated|ranked|scored)(?: (?:books?|ones?))? {_BY_CROWD}", "average_rating", False),
    (
        r"most (?:popular|rated|widely[- ]read|well[- ]known|famous)(?= (?:¤ )*(?:(?:book|one|title|read)s?|on|$))|best[- ]known"
        r"|(?:with )?(?:the )?most (?:goodreads )?(?:ratings|raters)(?! i)",
        "popularity",
        True,
    ),
    (
        r"least (?:popular|rated|known|well[- ]known|famous)(?= (?:¤ )*(?:(?:book|one|title|read)s?|on|$))"
        r"|most (?:obscure|unknown)"
        r"|least[- ]known|(?:with )?(?:the )?fewest (?:goodreads )?(?:ratings|raters)(?! i)",
        "popularity",
        False,
    ),
    (r"(?<!at )least (?:favorite|liked|loved)", "rating", False),
    (r"longest|biggest|thickest|lengthiest", "pages", True),
    (r"shortest|thinnest|smallest|briefest", "pages", False),
    (
        r"(?:highest|best|top)[- ](?:average|goodreads|avg|community)(?: average)?[- ]rat(?:ed|ing)"
        r"|highest (?:goodreads |community )?average rating|best rated (?:by|on) (?:goodreads|the crowd|others)",
        "average_rating",
        True,
    ),
    (
        r"lowest (?:goodreads |community )?average rating|lowest[- ](?:goodreads"
        r"|community)[- ]rat(?:ed|ing)|worst rated (?:by|on) (?:goodreads"
        r"|the crowd|others)",
        "average_rating",
        False,
    ),
    (
        r"(?:rated? (?:the )?|score )?(?:highest|best|top)(?:[- ]rat(?:ed|ings?))?|favorites?"
        r"|most liked|rat(?:e|ed|ing) (?:the )?most highly"
        r"|most highly rated|like (?:the )?(?:most|best)|(?:i )?(?:liked|loved|enjoyed) (?:the )?(?:most|best)",
        "rating",
        True,
    ),
    (
        r"(?:was |am |have |been |i )*(?:the )?(?:most generous|kindest)(?: rater)?(?: with (?:my )?(?:stars|ratings))?",
        "rating",
        True,
    ),
    (
        r"(?:was |am |have |been |i )*(?:the )?(?:harshest|strictest|toughest|most critical|least generous|meanest)(?: rater)?"
        r"(?: with (?:my )?(?:stars|ratings))?",
        "rating",
        False,
    ),
    (
        r"(?:rated? (?:the )?)?(?:lowest|worst)(?:[- ]rat(?:ed|ings?))?|like (?:the )?least"
        r"|(?:i )?(?:liked|enjoyed) (?:the )?least",
        "rating",
        False,
    ),
    (r"most[- ]re-?read|re-?read (?:the )?most(?: often)?|read (?:the )?most times", "read_count", True),
    (
        r"(?:most recently|latest|newest|last)[- ]published|most recent (?:publication|by publication)",
        "published",
        True,
    ),
    (r"(?:oldest|earliest|first)[- ]published|oldest by publication", "published", False),
    (r"most recent(?:ly)?(?: (?:read|finished))?|latest|newest read", "date_read", True),
    (r"oldest|longest waiting|earliest published|earliest|most ancient", "oldest", False),
    (r"newest|most recently published|most recent publication|most modern", "oldest", True),
    (r"(?:very )?first", "first", False),
    (r"(?:very )?last(?= (?:book|thing|¤|one)|(?: ¤)? $)", "date_read", True),
    (
        r"most[- ](?:common|popular|frequent(?:ly)?|read|books|represented|prolific|productive)"
        r"|(?:read )?(?:the )?most(?: often| frequently)?",
        "count",
        True,
    ),
    (
        r"(?<!at )least[- ](?:common|popular|read|often)|fewest(?: books)?"
        r"|(?:read )?(?:the )?(?<!at )least(?: often)?",
        "count",
        False,
    ),
)


_WHEN_LAST = (
    r"(?:when|how long ago) (?:did|have) i (?:last|first|most recently)(?: read| finish(?:ed)?)?(?: (?:a|an|any))?"
    r"|(?:when (?:was|is) )?(?:the |my )?(?:last|first) time(?: that)? i(?: have)? (?:read|finished)(?: (?:a|an|any))?"
    r"|how long (?:has it been|is it) since i(?: last| have)?(?: last)? (?:read|finished)(?: (?:a|an|any))?"
)


def read_superlative(draft: Draft) -> None:
    if _other_superlatives(draft):
        return
    if (found := draft.take(r"(?:my |the )?(?:top|first|best) (\d+)")) or (
        found := draft.take(r"(?:my |the )?(\d+)(?= (?:longest|shortest|best|worst|highest|lowest|most|oldest|newest))")
    ):
        draft.top = int(found[1])
        if "first" in found[0] and not draft.first_order:  # the first five books are those that were read first
            draft.superlative = Superlative("first", False, found[0].strip())
            return
    elif found := draft.take(r"(?:my |the )?(?:last|latest|most recent|previous) (\d+)"):
        draft.last = int(found[1])
    if not draft.has(GROUP) and (found := draft.take(r"(?:with |has |have )?(?:the )?(most|fewest|least) pages")):
        draft.superlative = Superlative("pages", found[1] == "most", found[0].strip())
        return
    if draft.unread and draft.take(
        rf"(?:(?:have|has|is|are) )?(?:been|sat|waited|waiting|sitting)(?: {GONE})*(?: for)?"
        rf"(?: the)? longest(?: {GONE})?"
    ):
        draft.superlative = Superlative("oldest", False, "the longest")
        return
    if found := draft.take(_WHEN_LAST):
        first = "first" in found[0]
        draft.superlative = Superlative("first" if first else "date_read", not first, found[0].strip())
        return
    for words, by, descending in _SUPERLATIVES:
        if found := draft.take(rf"(?:i )?(?:{words})"):
            draft.superlative = Superlative(by, descending, found[0].strip())
            _by_whom(draft)
            return


def _by_whom(draft: Draft) -> None:
    """ "The highest rated book on Goodreads": by the crowd, wherever in the question that stands."""
    best = draft.superlative
    whom = r"(?:on|by|at|according to|per) (?:goodreads|the crowd|the community|(?:the )?others?|everyone(?: else)?)"
    if best and best.by == "rating" and draft.take(rf"{whom}(?: users| readers)?"):
        draft.superlative = Superlative("average_rating", best.descending, f"{best.words} by the crowd")


def _other_superlatives(draft: Draft) -> bool:
    """Those that are more than one word beside what they rank."""
    if draft.take(
        r"(?:which|what) (?:star )?rating (?:do|did|have) i (?:usually |mostly )?(?:give|given|gave|use|hand out)"
        r"(?: out)?(?: the)? most(?: often| frequently)?"
    ) or draft.take(r"(?:my )?most (?:common|frequent|frequently given|used|often given) (?:star )?rating"):
        draft.subject, draft.superlative = "my_rating", Superlative("count", True, "most")
    elif found := draft.take(
        r"(?:was|am|have|were) i (?:been )?(?:the |my )?"
        r"(most generous|kindest|most lenient|nicest|harshest|strictest|toughest|most critical|stingiest|meanest)"
        r"(?: with (?:my |the )?(?:stars|star ratings?|ratings?))?"
    ):
        draft.superlative = Superlative("rating", found[1] in _KIND, found[0].strip())
    elif found := draft.take(
        r"when did i (last|first) (?:read|finish)(?: an?(?= ¤))?(?: any(?:thing)?| something)?(?: by)?"
    ):
        draft.superlative = Superlative("date_read", found[1] == "last", found[0].strip())
    elif draft.take(
        r"(?:do|did|does|are) (?:most|the majority|the bulk) of (?:the |my )?(?:books|reading|¤)(?: (?:that )?i (?:have )?read)?"
        r" (?:come from|from|belong to|fall into)"
    ):
        draft.superlative = Superlative("count", True, "most")
    return draft.superlative is not None


_KIND = ("most generous", "kindest", "most lenient", "nicest")


def read_subject(draft: Draft) -> None:
    """ "Which genre", "my most read author", "who": what is asked for, if not books."""
    if draft.has(rf"(?:on|in|from|off) (?:my|the) {GONE} (?:shelf|list)"):
        raise Refused("no_such_shelf")
    if draft.kind is None and (
        found := draft.take(rf"(?:(?:which|what|who|whose|top|the|my|favorite|different|{GONE}) )?{GROUP}")
    ):
        draft.subject = dimension(found[1])
        if draft.subject in ("month_of_year", "weekday"):
            draft.note(draft.subject)
    elif draft.kind is None and draft.superlative and draft.has(r"who"):
        draft.subject = "author"
    if draft.top and draft.take(r"(?:by|with) (?:number of |the )?(?:most )?(?:books?|count|books read)(?: read)?"):
        draft.superlative = draft.superlative or Superlative("count", True, "")
    beside = draft.take(r"(?:and|with) (?:their|its|the|my)? ?(?:average|avg|mean) ratings?")
    ranked = draft.superlative and draft.superlative.by == "count" and draft.subject
    if beside or (draft.measure == Measure("average", "rating") and ranked):
        draft.beside.append(Measure("average", "my_rating"))
        draft.measure = None
    if draft.subject or (draft.measure and draft.measure.function == "distinct"):
        _having(draft)


def _having(draft: Draft) -> None:
    signs = {
        "more than": ">",
        "over": ">",
        "at least": ">=",
        "fewer than": "<",
        "less than": "<",
        "exactly": "=",
        "only": "=",
    }
    counted = r"(?: (?:times|time|books|book|of their books|of whose books|novels|titles))?"
    if found := draft.take(rf"({'|'.join(signs)}) (\d+){counted}") or draft.take(rf"(with|have) (\d+){counted}"):
        draft.having = (signs.get(found[1], "="), int(found[2]))
    elif found := draft.take(r"(\d+) or (more|fewer)(?: (?:times|books|novels))"):
        draft.having = (">=" if found[2] == "more" else "<=", int(found[1]))
    elif draft.take(r"(?:read )?more than (?:once|one book)"):
        draft.having = (">", 1)
    elif draft.take(r"(?:read )?(?:only |just |exactly )(?:once|one time|one book|a single book)"):
        draft.having = ("=", 1)
    if draft.having and re.search(rf" {draft.having[1]} (?:different )?{GROUP} ", plain(draft.asked)):
        raise Refused("having_of_books")  # "books with exactly one genre" counts genres, not books
