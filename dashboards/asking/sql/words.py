"""What is wrong with a reader's own SELECT, in words that say what to do about it."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dashboards.ask.explaining import Explained
from dashboards.ask.sandbox import Limit

STOPPED: Mapping[Limit, str | Promise] = {
    Limit.TIME: gettext_lazy("This took more time than a question may take: narrow it down."),
    Limit.MEMORY: gettext_lazy("This took more memory than a question may take: narrow it down."),
    Limit.SIZE: gettext_lazy(
        "This gives more text than an answer may have: ask for fewer columns or rows, or shorter ones."
    ),
}
BUSY = gettext_lazy("Others are asking at the moment. Please try again.")


def said(what: Explained) -> list[str]:
    """One sentence, or two: what is wrong, and what was probably meant."""
    sentences = [str(_SAID[what.code]) % what.values]
    if what.instead:
        sentences.append(_("Did you mean %(name)s?") % {"name": what.instead})
    return sentences


def kind_of(values: list[object]) -> str:
    """The type of a column of rows, by what stands in it."""
    kinds = {type(value) for value in values if value is not None}
    if not kinds:
        return _("nothing known")
    if kinds == {int}:
        return _("integer")
    if kinds <= {int, float}:
        return _("number")
    return _("text") if kinds == {str} else _("text and numbers")


_SAID: dict[str, str | Promise] = {
    "near": gettext_lazy("SQLite does not understand “%(word)s” here."),
    "comma": gettext_lazy("Before %(word)s there is a comma with nothing behind it: take it out."),
    "incomplete": gettext_lazy("It ends too early: something is missing here."),
    "bracket": gettext_lazy("It ends too early: a bracket is opened and not closed."),
    "unclosed": gettext_lazy(
        "Here a quotation mark opens that is not closed. One within a text is written twice: 'O''Brien'."
    ),
    "typeset": gettext_lazy("Here stands a printer’s quotation mark; SQL wants the plain ' on both sides of a text."),
    "space": gettext_lazy("The space here is not a plain one, and SQLite takes it for a letter: type it anew."),
    "sign": gettext_lazy("SQLite does not know the sign “%(word)s”."),
    "column": gettext_lazy("There is no column “%(word)s” in what is asked."),
    "elsewhere": gettext_lazy(
        "The column “%(column)s” stands in the table %(table)s, which is not asked: add it with JOIN."
    ),
    "source": gettext_lazy("No table is called “%(word)s” in what is asked: name it after FROM or JOIN."),
    "table": gettext_lazy("There is no table “%(word)s”: there are books, book_genres and book_shelves."),
    "function": gettext_lazy("There is no function “%(word)s” here."),
    "ambiguous": gettext_lazy(
        "More than one of the tables has a column “%(word)s”: write its table and a dot before it."
    ),
    "arguments": gettext_lazy("The function %(name)s takes another number of values."),
    "window": gettext_lazy(
        "The function %(name)s needs OVER behind it, and can stand in columns and in ORDER BY only."
    ),
    "aggregate": gettext_lazy(
        "The function %(name)s looks at several rows at once and cannot stand here; conditions on it come after HAVING."
    ),
    "parameter": gettext_lazy("There is nothing to fill “%(word)s” with: write the value itself."),
    "statements": gettext_lazy("This is more than one statement: ask one SELECT at a time."),
    "widths": gettext_lazy("What is put together must have the same number of columns on both sides."),
    "term": gettext_lazy("%(clause)s BY names a column by a number that is not there."),
    "having": gettext_lazy("HAVING needs a GROUP BY before it; conditions on single rows come after WHERE."),
    "using": gettext_lazy("Not both tables have the column “%(word)s”: write ON and what is equal."),
    "select": gettext_lazy(
        "Only a SELECT over books, book_genres and book_shelves can be asked, with SQLite's functions and the schema's own."
    ),
    "other": gettext_lazy("SQLite does not understand it: %(error)s."),
}
