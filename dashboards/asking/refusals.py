"""Why there is no answer to a question, for who asked it."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dashboards import words
from dashboards.ask.planner import Refusal


def refusal_said(refusal: Refusal) -> str:
    """Why there is no answer, with the words that were not understood."""
    listed = words.listed([_("“%(name)s”") % {"name": word} for word in refusal.words])
    if refusal.reason == "not_understood":
        return ngettext(
            "I do not understand the word %(words)s.", "I do not understand the words %(words)s.", len(refusal.words)
        ) % {"words": listed}
    if refusal.reason == "too_long":
        return _("A question may have %(most)s characters at most.") % refusal.values
    if refusal.reason == "several_authors":
        return _("Several authors are called that: %(names)s.") % refusal.values
    if refusal.reason == "no_such_title":
        return _("There is no book “%(title)s” in this library.") % refusal.values
    said = str(_REFUSALS.get(refusal.reason, _CANNOT))
    return _("%(sentence)s What made me think so: %(words)s.") % {"sentence": said, "words": listed} if listed else said


_CANNOT = gettext_lazy("I cannot answer this without guessing.")
_REFUSALS: dict[str, str | Promise] = {
    "empty": gettext_lazy("There is no question in it."),
    "command": gettext_lazy("I only answer questions; nothing is changed here."),
    "advice": gettext_lazy("I know what you read, but give no advice on what to read."),
    "friends": gettext_lazy("I know your books alone, nobody else’s."),
    "author_facts": gettext_lazy("Your library does not say that of its authors."),
    "life": gettext_lazy("I know nothing of your life but dates: name years instead."),
    "reading_time": gettext_lazy("An export says when a book was finished, not how long it was read."),
    "not_since": gettext_lazy("I know which books were read, not what has been left alone since."),
    "having_of_books": gettext_lazy("I can count the books of a shelf or genre, not the shelves or genres of a book."),
    "weekday": gettext_lazy("An export says on which day a book was finished, not on which days it was read."),
    "no_date_of_unfinished": gettext_lazy("Of a book that was not finished no date of reading is known."),
    "nested": gettext_lazy("One question stands within another: ask them one after the other."),
    "progress": gettext_lazy("An export does not say how far you are in a book."),
    "series_whole": gettext_lazy("Your library does not tell which books a series has that you do not."),
    "start": gettext_lazy("An export says when a book was finished, not when it was begun."),
    "inside": gettext_lazy("I know facts about books, not what is in them."),
    "money": gettext_lazy("Nothing about money is kept here."),
    "future": gettext_lazy("I know what was read, not what will be."),
    "prizes": gettext_lazy("Your library knows nothing of prizes, films and fame."),
    "translation": gettext_lazy("Your library does not tell that of editions."),
    "where": gettext_lazy("I do not know where books can be had."),
    "not_books": gettext_lazy("That is not about your books."),
    "comparing_two": gettext_lazy("I cannot compare two books or authors as such: ask for a number of each."),
    "no_series": gettext_lazy("No book of this library names its series."),
    "no_publishers": gettext_lazy("No book of this library names its publisher."),
    "no_languages": gettext_lazy("The language of no book here is known."),
    "no_ratings_counts": gettext_lazy("Of no book here is it known how many rated it."),
    "why": gettext_lazy("I know what was read and when, not why."),
    "no_formats": gettext_lazy("The format of no book here is known."),
    "best_of_each": gettext_lazy("I cannot pick the best of each group; I can compare the groups."),
    "one_each": gettext_lazy("I cannot pick one out of each group; I can compare the groups."),
    "contradiction": gettext_lazy("These conditions exclude each other: no book can meet them."),
    "two_times": gettext_lazy("Two times are named, and I do not know which one counts."),
    "most_of_what": gettext_lazy("The most of what? Name what to count."),
    "average_of_what": gettext_lazy("The average of what? Name what to count."),
    "no_such_shelf": gettext_lazy("There is no shelf of that name in this library."),
    "no_such_day": gettext_lazy("There is no such day."),
    "share_of_what": gettext_lazy("A share of what? Name the whole."),
    "all_books": gettext_lazy("That would be all books: name what they should have in common."),
    "all_but_one": gettext_lazy("That would be nearly all books: name what they should have in common."),
    "year_of_unread": gettext_lazy("A book that is not read has no year of reading."),
    "liked_groups": gettext_lazy("Authors, genres and series have no rating of their own: ask for their average."),
}
