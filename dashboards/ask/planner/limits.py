"""What no library can answer, and what is no question. Said before anything is read into the words."""

from __future__ import annotations

import re

from dashboards.ask.planner.draft import Draft, Refused

_COMMANDS = (
    r"^ (?:please )?(?:can you |could you )?(?:add|remove|delete|mark|buy|log|save|set|rename"
    r"|update|drop|insert|ignore|create|put|move|"
    r"import|export|tag|forget|write|translate|order me|remind|change|edit|pretend|act|reveal"
    r"|print(?! (?:vs|versus|or|and|books?|editions?|ebooks?|copies))|run|execute|select)\b(?! me)"
    r"|^ (?:please )?(?:give|rate) (?!me|the (?:average|number|total))"
)
# Each: what it is about, and the words that give it away.
_BEYOND: tuple[tuple[str, str], ...] = (
    ("why", r"^ (?:and |but )?why\b|\bhow come\b|\bwhat made me\b"),
    ("author_facts", r"^ who (?:is|was) (?!my|the)"),
    (
        "author_facts",
        r"\b(?:female|male|woman|women|men|gender\w*|nationalit\w*|countr(?:y|ies)|nonbinary|black|white|living|dead|"
        r"debuts?|born|americans?|british|african|asian|indian|poc|of colou?r|foreign|continents?|died|alive)\b",
    ),
    (
        "author_facts",
        r"\b(?:english|french|german|italian|spanish|russian|japanese|irish|scottish|polish|chinese|korean|swedish|canadian"
        r"|australian|european|young|old|new|self-published) (?:authors?|writers?)\b",
    ),
    (
        "life",
        r"\b(?:in|during|since|through) my (?:teens|twenties|thirties|forties|fifties|sixties"
        r"|seventies|[1-9]0'?s|childhood|youth)\b",
    ),
    (
        "life",
        r"\b(?:before|since|after|when|while|until) i (?:turned|was|got|moved|met|became|had|graduated"
        r"|started)\b|\bbirthdays?\b|\bage\b",
    ),
    ("life", r"\b(?:pandemic|covid|lockdown|college|university|high school|wedding|vacation|holidays?)\b"),
    (
        "friends",
        r"\b(?:friends?|followers?|following|other people(?:'?s)?|my (?:wife|husband|partner|mother"
        r"|mom|sister|brother)|we both|(?:other|all|every) users?)\b",
    ),
    (
        "advice",
        r"\b(?:recommend\w*|suggest\w*|similar|something (?:like|new|good)|read next|next read"
        r"|should i|would i|might i|worth reading|what to read|in the mood)\b",
    ),
    (
        "advice",
        r"\bif i (?:like|liked|love|loved|enjoy|enjoyed)\b|\bpick (?:a|me|one)\b|\bsurprise me\b"
        r"|\bwhat next\b",
    ),
    (
        "reading_time",
        r"\b(?:hours?|minutes?|speed|streaks?|how (?:fast|quick)\w*|fastest|slowest|quickest"
        r"|days to (?:read|finish)|take me to|took me|"
        r"time (?:spent|reading)|(?:un)?finished? in (?:a|one|1|2|3) (?:day|sitting|week)|at once"
        r"|simultaneous\w*|time of day|morning|night|"
        r"listening)\b",
    ),
    (
        "progress",
        r"\bhow many pages (?:of|in) (?!all|my|the (?:books|average)|books|a |each|\d).+ (?:have|had|did) i read\b",
    ),
    (
        "series_whole",
        r"\b(?:unfinished|incomplete|complete[d]?|finished|rest of the|next (?:book )?(?:in|of)(?: the)?)"
        r" .*?(?:series|trilog(?:y|ies)|sagas?)\b"
        r"|\bseries (?:(?:have|did|do) i|that i|i)(?: have| had)?(?: not)?(?: yet)? (?:finish|complete|abandon|left)\w*"
        r"|\b(?:finish|complete)(?:ed)? (?:the |a |any )?(?:whole |entire )?series\b|\bnext (?:\w+ )?book (?:in|of) ",
    ),
    (
        "not_since",
        r"\b(?:have|had|has|did) not (?:i )?(?:read|finish(?:ed)?|rated?)(?: (?:any|anything|a book))?(?: (?:by|from|in|of))?"
        r" (?:since|for (?:a|\d|years|months|ages|over)|in (?:a|\d|the (?:last|past)|years|months|ages)|lately"
        r"|recently|after|before)\b"
        r"|\b(?:no longer|used to|stopped) read(?:ing)?\b",
    ),
    (
        "having_of_books",
        r"\b(?:on|in|with|have|has|under) (?:more than|at least|only|exactly|just|fewer than|less than)? ?(?:\d+|one"
        r"|two|three|several"
        r"|multiple|many|a single) (?:different )?(?:shelf|shelves|genres?)\b",
    ),
    ("progress", r"\bhow long (?:have|had) i been (?:reading|on)\b|\bhow far (?:am|into|through)\b"),
    ("where", r"\bout of print\b"),
    (
        "nested",
        r"\b(?:the|that) (?:same )?(?:year|month|week|day|time) (?:that |when |in which )?i (?:read|finished)\b"
        r"(?! (?:the )?(?:most|least|fewest|more|less))",
    ),
    ("start", r"\b(?:start(?:ed|ing)?|began|begun|abandon rate|halfway|progress on|page am i)\b"),
    (
        "inside",
        r"\b(?:plots?|characters?|protagonists?|endings?|quotes?|quotations?|moods?|pacing|themes?"
        r"|settings?|set in|covers?|summar\w*|spoil\w*|"
        r"sad|happy|cozy|cosy|dark|uplifting|twists?|tropes?|narrators?|narrated|diverse|diversity"
        r"|feature|features|violence|dragons?|trigger\w*|(?:funni|scari|sadd|happi|spooki|creepi|sexi|weird|strang|smart)e(?:st|r)"
        r"|(?:most|more|least|very|too) (?:boring|exciting|beautiful|moving|thrilling|romantic|interesting|difficult|important"
        r"|inspiring|disturbing|emotional|original|memorable|influential)|boring|cry|cried|laugh\w*|scared|scary|gripping"
        r"|page[- ]turners?|hooked|heartbreaking|tearjerkers?|spicy|steamy|gory|well[- ]written|writing style|prose)\b",
    ),
    ("money", r"\b(?:price\w*|costs?|money|spen[dt]|buy|bought|worth|cheap\w*|expensive|sale|paid|value)\b"),
    (
        "future",
        r"\b(?:challenges?|goals?|targets?|predict\w*|forecast|will i|will it|going to|by the end of(?! (?:19|20)\d\d)"
        r"|at this rate|on track|ahead of schedule|behind schedule|until i reach|need to read)\b",
    ),
    (
        "prizes",
        r"\b(?:popularity|prizes?|awards?|winn(?:er|ing)s?|nominated|shortlist\w*|bestsell\w*|booker"
        r"|pulitzer|hugo|nebula|newbery|nobel|adapt\w*|movies?|tv)\b",
    ),
    (
        "translation",
        r"\b(?:translated (?:from|into|by)|translat\w*|original language|editions?|isbns?|word count|words long|chapters?"
        r"|illustrat\w*|signed)\b",
    ),
    (
        "where",
        r"\b(?:library near|available|availability|borrow\w*|lent|loan\w*|lend|where (?:can|did"
        r"|do) i (?:buy|get|read|borrow)|located)\b",
    ),
    (
        "not_books",
        r"\b(?:weather|capital of|president|stock|recipe|joke|poem about|password|system prompt"
        r"|instructions?|prompt|sql|table|tables|schema|select)\b",
    ),
)
_NOT_STARTED = re.compile(r"(?:have|did)(?: i)? not(?: i)?(?: yet)? start(?:ed)?")


def refuse_the_impossible(draft: Draft) -> None:
    """Raises `Refused` for a command, and for what an export holds nothing of."""
    if found := re.search(_COMMANDS, draft.text):
        raise Refused("command", found[0].strip())
    text = _NOT_STARTED.sub("", draft.text)
    for reason, pattern in _BEYOND:
        if (found := _compiled(pattern).search(text)) and not _is_a_name(draft, found[0]):
            raise Refused(reason, found[0].strip())
    _refuse_empty_columns(draft)


def _refuse_empty_columns(draft: Draft) -> None:
    """Facts that this library has of no book at all."""
    vocabulary = draft.vocabulary
    for words, there, reason in (
        (r"(?:which |what )?(?:series|sequels?|trilog(?:y|ies)|saga)", vocabulary.series, "no_series"),
        (r"publishers?|imprints?|publishing houses?", vocabulary.publishers, "no_publishers"),
        (r"languages?", vocabulary.languages, "no_languages"),
        (r"formats?|bindings?|hardcovers?|paperbacks?|ebooks?", vocabulary.formats, "no_formats"),
    ):
        if not there and (found := re.search(rf" (?:{words}) ", draft.text)):
            raise Refused(reason, found[0].strip())


def _is_a_name(draft: Draft, words: str) -> bool:
    """Whether the words stand within a title, series, shelf or genre of the reader's: "The Dark Forest" is no mood."""
    words = words.strip()
    known = draft.vocabulary
    if words in known.genres or words in known.shelves:
        return True
    for forms in (known.titles, known.series, known.authors, known.genres, known.shelves):
        for form in forms:
            if len(form) > len(words) and form in draft.text and f" {words} " in f" {form.replace('-', ' ')} ":
                return True
    return False


_PATTERNS: dict[str, re.Pattern[str]] = {}


def _compiled(pattern: str) -> re.Pattern[str]:
    if pattern not in _PATTERNS:
        _PATTERNS[pattern] = re.compile(pattern)
    return _PATTERNS[pattern]
