"""Finding the reader's other words in a question: series, shelves, genres, authors, formats, languages."""

from __future__ import annotations

import re

from dashboards.ask.planner.draft import GONE, Draft, Refused
from dashboards.ask.planner.filler import FILLER
from dashboards.ask.planner.language_words import LANGUAGES
from dashboards.ask.planner.one_book import read_one_book
from dashboards.ask.planner.sides import SET_AGAINST
from dashboards.ask.planner.titles import read_long_titles, read_quoted_title
from dashboards.ask.planner.vocabulary import EXCLUSIVE, nearest

_WITHOUT = (
    r"neither|nor|apart from|aside from|not counting|not including|leaving out|leaving aside|ignoring|all but|excluding"
    r"|except(?: for)?|without|not|other than|outside(?: of)?|besides|that (?:are|were|is) not|but not|no"
)
_BETWEEN = (
    r"(?:,| or| and| &| vs| versus| than| to| books? (?:or|and|vs|than)| novels? (?:or|and|vs|than)) (?:my |the )?"
)
_FORMATS = {
    "audio": r"audiobooks?|audio|(?:as )?(?:an )?audiobooks?|listened to",
    "ebook": r"ebooks?|(?:on )?(?:my )?kindle(?: books?| editions?)?|electronic|digital(?: books?)?",
    "print": r"print(?:ed)?|paperbacks?|hardcovers?|hardbacks?|physical(?: books?| copies)?",
}


def link(draft: Draft) -> None:
    """Account for every name in the question, the longest first."""
    read_one_book(draft)
    if draft.about_one_book:
        return
    read_quoted_title(draft)
    read_long_titles(draft)
    _series(draft)
    _shelves(draft)
    _owned(draft)
    _publishers(draft)
    _genres(draft)
    _form(draft)
    _formats(draft)
    _languages(draft)
    _full_names(draft)
    _joined(draft)
    _misspelt_names(draft)
    _last_names(draft)
    if draft.names("author"):
        _ = draft.take(rf"(?:other )?(?:books? )?(?:has|have|did) {GONE} (?:written|write|wrote)") or draft.take(
            "written"
        )


def _owned(draft: Draft) -> None:
    """To own is a shelf of those who keep one. An export does not tell otherwise."""
    if "owned" in draft.vocabulary.shelves and draft.take(r"(?:that )?(?:(?:do|that) )?i own"):
        draft.add("shelf", "=", draft.vocabulary.shelves["owned"])


def _series(draft: Draft) -> None:
    for form in sorted(draft.standing(draft.vocabulary.series), key=len, reverse=True):
        name = re.escape(form)
        found = draft.take(
            rf"(?:(?:in|from|of) )?(?:the )?{name} (?:series|saga|trilogy|cycle)(?: books?| novels?)?"
        ) or (form not in draft.vocabulary.genres and form not in FILLER and draft.take(rf"(?:the )?{name}"))
        if found:
            draft.add("series", "=", draft.vocabulary.series[form])


def _shelves(draft: Draft) -> None:
    """A shelf is one only where it is called so, or written as only a shelf is."""
    _two_shelves(draft)
    if draft.has(r".*\bshel(?:f|ves)") and (
        found := draft.take_rest(rf"(?:{_WITHOUT}) (?:the |my )?({'|'.join(EXCLUSIVE)})(?: shelf| one)?")
    ):
        draft.add("shelf", "!=", found[1])
    for form in sorted(draft.vocabulary.shelves, key=len, reverse=True):
        loose = re.sub("s$", "s?", re.escape(form).replace(r"\-", "[- ]").replace("_", "[-_ ]").replace(r"\ ", "[- ]"))
        loose = loose.replace("favou?rite", "favorite").replace("favourite", "favou?rite")
        not_on = draft.take(rf"(?:that (?:are|were|is) )?not (?:on|in|from) (?:my |the )?{loose}(?: shelf| list)?")
        if not_on:
            draft.add("shelf", "!=", draft.vocabulary.shelves[form])
        elif (
            draft.take(
                rf"(?:(?:came |come )?(?:on|in|from|to) )?(?:my |the )?(?:shelf|list) (?:called |named )?{loose}"
            )
            or draft.take(
                rf"(?:(?:that are |are |came |come )?(?:on|in|from) )?(?:both )?(?:my |the )?{loose} (?:shelf|list)(?: books)?"
            )
            or draft.take(rf"(?:books )?(?:i )?(?:have )?(?:shelved|tagged) (?:as |with )?{loose}")
            or draft.take(rf"(?:on|from) my {loose}")
            or (("-" in form or "_" in form) and draft.take(rf"(?:my )?{re.escape(form)}(?: books)?"))
        ):
            draft.add("shelf", "=", draft.vocabulary.shelves[form])


def _two_shelves(draft: Draft) -> None:
    """ "On both my owned and favorites shelves" """
    names = draft.vocabulary.shelves
    found = re.search(
        r" (?:on |in )?(both )?(?:of )?(?:my )?([\w-]+) (and|or) (?:my )?([\w-]+) (?:shelves|lists) ", draft.text
    )
    if found and found[2] in names and found[4] in names:
        draft.take(re.escape(found[0].strip()))
        for form in (found[2], found[4]):
            draft.add("shelf", "all" if found[1] else "=", names[form])


def _genres(draft: Draft) -> None:
    for form in sorted(draft.standing(draft.vocabulary.genres), key=len, reverse=True):
        about = r"(?: ?\b(?:the )?genre| ?\bthat (?:are|were) about| ?\babout)?"
        phrase = rf"({_WITHOUT})?{about} ?\b{re.escape(form)}(?: genre)?"
        while found := draft.take(phrase):
            draft.add("genre", "!=" if found[1] else "=", draft.vocabulary.genres[form])


def _form(draft: Draft) -> None:
    """Fiction or nonfiction, where the document knows it and no genre is called so."""
    if not draft.vocabulary.knows_form:
        return
    while found := draft.take(rf"({_WITHOUT})? ?\b(fiction|nonfiction)(?: books?| novels?)?"):
        draft.add("fiction", "=", int((found[2] == "fiction") != bool(found[1])))


def _formats(draft: Draft) -> None:
    for name, words in _FORMATS.items():
        while found := draft.take(rf"({_WITHOUT})? ?\b(?:in |on |as )?(?:{words})(?: format| form| editions?)?"):
            if not draft.vocabulary.formats:
                raise Refused("no_formats", found[0].strip())
            draft.add("format", "!=" if found[1] else "=", name)


def _languages(draft: Draft) -> None:
    for word, code in LANGUAGES.items():
        if word not in draft.text:
            continue
        if draft.take(rf"(?:(?:{_WITHOUT}) |non[- ]?)(?:(?:written |published )?in )?{word}(?:[- ]language)?"):
            draft.add("language", "known")
            draft.add("language", "!=", code)
        elif draft.take(rf"(?:written |published )?in {word}(?: language)?") or draft.take(rf"{word}(?:[- ]language)?"):
            if not draft.vocabulary.languages:
                raise Refused("no_languages", word)
            draft.add("language", "=", code)


def _publishers(draft: Draft) -> None:
    for form in sorted(draft.standing(draft.vocabulary.publishers), key=len, reverse=True):
        named = rf"(?:published by|from the publisher|by the publisher|from) (?:the )?{re.escape(form)}"
        if draft.take(named) or (" " in form and draft.take(re.escape(form))):
            draft.add("publisher", "=", draft.vocabulary.publishers[form])


def _full_names(draft: Draft) -> None:
    authors = draft.vocabulary.authors
    for form in sorted(draft.standing(authors, last_word=True), key=len, reverse=True):
        name = re.escape(form).replace(r"\ ", r"\.? ?")
        while found := draft.take(
            rf"({_WITHOUT})? ?\b(?:(?:are |were )?(?:written )?by |from |of )?(?:the author )?{name}(?:'s?|s'?)?"
        ):
            draft.add("author", "!=" if found[1] else "=", authors[form])


def _joined(draft: Draft) -> None:
    """ "Both fantasy and horror" wants books of both; "fantasy or horror" and "fantasy and horror" those of either."""
    both = draft.take(rf"(?:that )?(?:are |is )?both(?: my)? {GONE} (?:and|&) {GONE}(?: shelves)?") or draft.take(
        r"(?:that )?(?:are |is )?(?:on )?both"
    )
    genres, shelves = draft.values_of("genre"), draft.values_of("shelf")
    if both:
        field = "genre" if len(genres) > 1 else "shelf"
        if len(genres) < 2 and len(shelves) < 2:
            raise Refused("both_of_what", "both")
        for value in draft.drop(field):
            draft.add(field, "all", value)
    elif len(genres) > 1 and not draft.has(rf".*{GONE}{_BETWEEN}{GONE}.*") and draft.has(rf"{GONE} {GONE}"):
        for value in draft.drop("genre"):  # "classic poetry" is both
            draft.add("genre", "all", value)
    elif any(len(draft.values_of(field)) > 1 for field in ("genre", "author", "shelf", "format", "language", "series")):
        while draft.take(rf"{GONE} or {GONE}"):
            pass


def _misspelt_names(draft: Draft) -> None:
    """ "Steven King": two to four words that are nearly an author, and no words of ours."""
    if draft.names("author"):
        return
    words = draft.text.split()
    for size in (4, 3, 2):
        for at in range(len(words) - size + 1):
            some = words[at : at + size]
            if any(word in FILLER or len(word) < 2 or not word.isalpha() for word in some):
                continue
            typed = " ".join(some)
            if form := nearest(typed, draft.vocabulary.authors, 0.86):
                draft.take(rf"(?:by |from |of )?{re.escape(typed)}")
                draft.add("author", "=", draft.vocabulary.authors[form])
                draft.note("read_as", word=typed, name=draft.vocabulary.authors[form])
                return


def _last_names(draft: Draft) -> None:
    names = sorted(draft.standing(draft.vocabulary.last_names), key=len, reverse=True)
    sides = rf" (?:{SET_AGAINST}|or|and)"
    for last in (*names, *names):  # the second time for those that stood before the one they are set against
        name = re.escape(last)
        plural = "" if f"{last}s" in FILLER else "|s"
        beside = "|".join(re.escape(other) for other in names if other not in last and last not in other)
        found = (
            draft.take(rf"by {name}")
            or draft.take(rf"{name}(?:'s|s'{plural})")
            or draft.take(rf"{name}(?= (?:books?|novels?)\b)")
            or (beside and draft.take(rf"{name}(?={sides} (?:{beside}) )"))
            or (draft.names("author") and draft.has(rf"{GONE}{sides} {name}") and draft.take(name))
            or (draft.names("author") and draft.take(rf"{name}(?={sides} {GONE} )"))
        )
        if not found:
            continue
        full_names = draft.vocabulary.last_names[last]
        if len(full_names) > 1:
            near = tuple(re.sub(last, full, draft.asked, flags=re.IGNORECASE) for full in full_names[:3])
            raise Refused("several_authors", last, near=near, names=", ".join(full_names[:4]))
        draft.add("author", "=", full_names[0])
