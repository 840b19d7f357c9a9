"""Other words for the same thing, brought to those that the rules know: "devoured" to "read", "tomes" to "books".

What stands within one of the reader's own names is left as it is. A phrase that falls away here says nothing of which books
are meant: how one begins a question, thanks for an answer, "so far".
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from dashboards.ask.planner.draft import Draft
from dashboards.ask.planner.plain import plain
from dashboards.ask.planner.slips import mended
from dashboards.ask.planner.vocabulary import Vocabulary

_OPENERS = (
    r"hey|hi|hello|hiya|ok|okay|so|um+|hmm+|well|oh|right|now then|quick(?: one| question)?|question|please|pls"
    r"|(?:i am |i was |i have been )?(?:just |always |also )*(?:curious|wondering|interested)"
    r"(?: (?:about|as to|to (?:know|see|find out|hear)))?|i (?:do )?wonder"
    r"|out of (?:pure |sheer |idle )?(?:curiosity|interest)|do you (?:know|happen to know)|any idea|remind me(?! to )"
    r"|(?:(?:can|could|would|will) (?:you|u)(?: please| kindly| maybe)? )?(?:please )?"
    r"(?:gimme|let me (?:see|know)|(?:tell|show|give) (?:me|us)(?! \d)|check|work out|figure out|look up"
    r"|dig out|pull up|bring up)"
    r"(?! (?:about|to) )"
    r"|(?:can|could|would) (?:you|u)(?: please| kindly)?(?= (?:list|count|find|rank|sort) )"
    r"|can i (?:see|get|have)|i (?:would like|want|wanna|need|would love)(?: to)? (?:know|see|find out|get|have)(?! read)"
    r"|for (?:the record|fun)|go on|help me (?:see|find out)|if (?:you|u) (?:can|could|do not mind)"
)
_CLOSERS = (
    r"please|pls|thanks|thank (?:you|u)|thx|cheers|ta|lol|haha|i wonder|do you know|by any chance|if (?:you|u) (?:can|could)"
    r"|(?:do you )?(?:know|remember|reckon)|i mean|and so on|etc|for me|exactly|again please|i am (?:just )?curious|just curious"
)
_AT_ITS_ENDS = (
    re.compile(rf"^ (?:(?:{_OPENERS}) )+(?=\S)"),
    re.compile(rf"(?<=\S) (?:(?:{_CLOSERS}) )+$"),
)
_ANYTHING_READ = r"(?:my |the |our )?(?:whole |entire )?"
# Each: the words, and those that are put in their place.
_SAME: tuple[tuple[str, str], ...] = (
    # how much time: all that there is
    (
        r"so far(?! this| in)|to date|up (?:to|until|till) now|until now|till now|as of (?:now|today)|all told|altogether"
        r"|all together|in (?:grand )?total|in all|overall|(?:of |from )?all[- ]time|at all"
        rf"|(?:in|of|during|over|throughout) {_ANYTHING_READ}(?:life|lifetime|life time|reading life|reading history)"
        r"|(?:according to|based on|in|from) (?:my|the|these) (?:data|records?|export|stats|statistics|books? list)",
        "",
    ),
    (r"(?:this year so far|so far this year|(?:this )?year to date)", "this year"),
    (r"(?:exactly|roughly|approximately|about|actually|precisely|like)(?= how (?:many|much|long|often))", ""),
    (
        r"(?:in|on|from) my goodreads(?: (?:library|account|shelves|list|data|profile|history))?"
        r"|on goodreads(?= (?:have|did|do) i )",
        "",
    ),
    (r"(?:a |the )?couple(?: of)?(?= (?:days|weeks|months|years))", "2"),
    (r"(?:on|in|across|from) my (?:book ?shelves|shelves|bookcases?|collection|account|catalog(?:ue)?|books)", ""),
    *(
        (rf"(?<!my )(?:nineteen[- ])?{words}", f"19{number}0s")
        for number, words in enumerate(
            ["thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"], 3
        )
    ),
    (r"(?:yearly|annual) (?:totals?|counts?|numbers?|figures|stats|statistics|tally|tallies)", "books per year"),
    (r"monthly (?:totals?|counts?|numbers?|figures|stats|statistics|tally|tallies)", "books per month"),
    # reading
    (
        r"(?:do i have |are |is )?(?:on the go|underway|under way|on my nightstand)(?: (?:right )?now| at the moment)?",
        "currently reading",
    ),
    (
        r"(?:got(?:ten)?|get|gone|went|go|made it|make it|worked|work|blasted|burned|burnt|breezed|sped|whizzed|powered"
        r"|plow|plowed|plough|ploughed|ripped|raced|chewed|tore|flew|sailed|churned|been|worked my way) (?:my way )?through",
        "read",
    ),
    (
        r"devour(?:ed)?|consumed?|tackled?|polish(?:ed)? off|knock(?:ed)? (?:out|off|back)|binged?|binge-read"
        r"|gobbled?(?: up)?|readed|conquer(?:ed)?|digested|put away|ploughed|plowed",
        "read",
    ),
    (r"complet(?:ed|e)|wrap(?:ped)? up|tick(?:ed)? off|cross(?:ed)? off", "finished"),
    (
        r"(?:give|giving|gave) up on|quit(?: on)?|ditch(?:ed)?|bail(?:ed)?(?: out)? on|(?:put|set) aside"
        r"|(?<=books i )stop(?:ped)? reading"
        r"|(?:could|did) not (?:even )?finish(?:ing)?|left unfinished|leave unfinished|dropped|started but never finished"
        r"|(?:start|started) (?:but|and) (?:did not|never) finish(?:ed)?|unfinished(?= (?:books?|reads|ones|novels?|shelf))",
        "abandoned",
    ),
    (r"do i (?:tend to|usually|typically|generally|normally|mostly)(?= (?:read|finish))", "do i"),
    # books
    (r"(?:every|any)(?: single)? (?:book|novel|title)s?", "books"),
    (r"everything|anything|stuff|every thing|whatever(?= i)", "books"),
    (
        r"(?<!longest )(?<!shortest )titles(?! (?:with|start|begin|contain|long|short|that (?:start|begin|contain)))",
        "books",
    ),
    (
        r"tomes?|volumes(?! \d)|reads(?= (?:with|over|under|from|of|by|were|are|is|was|have|longer|shorter)(?: ))",
        "books",
    ),
    (r"thing(?= (?:i|on|from|in|that|to-read|with|of))|(?<=best )thing|(?<=worst )thing|(?<=longest )thing", "book"),
    (r"things(?= (?:i|on|from|that|with))", "books"),
    (r"(?<=book-club )picks?|(?<=book club )picks?|selections", "books"),
    (r"door ?stoppers?|chunksters?|chonkers?|chunky books|whoppers|bricks", "long books"),
    (r"quick(?:er)?(?= (?:books|reads|ones))", "short"),
    # how long
    (r"fattest|chunkiest|heftiest|bulkiest|meatiest|largest(?= (?:book|novel|read|one))", "longest"),
    (r"slimmest|skinniest|tiniest|slightest(?= book)", "shortest"),
    (r"how thick", "how long"),
    (r"thickness|page (?:total|tally)", "page count"),
    (r"final(?= (?:book|read|one))", "last"),
    # ratings
    (r"(?:a )?(?:perfect|maximum) (?:score|rating)s?|full marks", "5 stars"),
    (r"(?:goodreads|gr|community|public|crowd|global)(?:'s)? (?:average )?scores?(?! above)", "goodreads rating"),
    (r"goodreads averages?(?! (?:rating|score))", "goodreads rating"),
    (r"best[- ]regarded|highest[- ]regarded|best[- ]reviewed|most highly regarded", "best rated"),
    (
        r"(?:by|from) (?:everybody|everyone)(?: else)?|by (?:other )?(?:readers|users)|by the (?:community|public)",
        "by the crowd",
    ),
    (r"(?:star )?marks(?= (?:did|do|have) i|$)", "ratings"),
)
_COMPILED = tuple((re.compile(rf"(?<= )(?:{words})(?= )"), meant) for words, meant in _SAME)


def reword(draft: Draft) -> None:
    """Put the question into the words that the rules know, and mend slips of the pen, which is noted."""
    draft.text = reworded(draft.asked, draft.vocabulary)
    mended(draft)


def reworded(question: str, vocabulary: Vocabulary) -> str:
    text = plain(question)
    names = None
    for pattern in _AT_ITS_ENDS:
        text = pattern.sub(" ", text)
    for pattern, meant in _COMPILED:
        if not pattern.search(text):
            continue
        names = names if names is not None else _names_in(vocabulary, text)
        text = _replaced(text, pattern, meant, names)
    return f" {' '.join(text.split())} "


def _names_in(known: Vocabulary, text: str) -> list[str]:
    families: Iterable[Iterable[str]] = (known.titles, known.series, known.authors, known.shelves)
    return [form for forms in families for form in forms if form in text and f" {form} " in text]


def _replaced(text: str, pattern: re.Pattern[str], meant: str, names: list[str]) -> str:
    kept = [(at, at + len(name)) for name in names for at in _places(text, name)]

    def instead(found: re.Match[str]) -> str:
        inside = any(start <= found.start() and found.end() <= end for start, end in kept)
        return found[0] if inside else meant

    return f" {' '.join(pattern.sub(instead, text).split())} "


def _places(text: str, name: str) -> list[int]:
    return [found.start() + 1 for found in re.finditer(rf" {re.escape(name)}(?= )", text)]
