"""What is said of a model that was asked: that it read the question, what that took, or why nothing came of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dashboards import words
from dashboards.ask.model.prices import A_DOLLAR
from dashboards.asking.model.outcome import Mark
from dashboards.asking.words import FIELDS, decimal


def read_by(mark: Mark) -> str:
    """Who read it, and what that took."""
    if mark.remembered:
        return _("Read by %(name)s earlier that day; nothing was sent anew.") % {"name": mark.name}
    said = _("Read by %(name)s in %(seconds)s s.") % {
        "name": mark.name,
        "seconds": decimal(mark.milliseconds / 1000),
    }
    return " ".join([said, *_taken(mark)])


def _taken(mark: Mark) -> list[str]:
    said = []
    if mark.tokens_in is not None and mark.tokens_out is not None:
        tokens = {"sent": words.number(mark.tokens_in), "answered": words.number(mark.tokens_out)}
        said.append(_("Tokens: %(sent)s sent, %(answered)s answered.") % tokens)
    if mark.millionths:
        said.append(_("Cost: $%(dollars)s.") % {"dollars": decimal(mark.millionths / A_DOLLAR, 6)})
    return said


def failed_said(reason: str, values: Mapping[str, str], question: str) -> str:
    """Why the model's reading is no answer. A name that the model wrote is shown only if the reader wrote it, too."""
    if reason == "no_such_name":
        if values["name"].casefold() in question.casefold():
            said = _("The model took “%(name)s” for a name that is not in this library: %(field)s.")
            return said % {"name": values["name"], "field": FIELDS[values["field"]]}
        return _("The model read a name that is not in this library: %(field)s.") % {"field": FIELDS[values["field"]]}
    if reason == "several_authors":
        return _("Several authors are called that: %(names)s.") % values
    return str(_FAILED.get(reason, _FAILED["garbled"]))


def read_by_data(mark: Mark) -> dict[str, Any]:
    """The same for programs."""
    return {
        "model": mark.name,
        "message": read_by(mark),
        "milliseconds": mark.milliseconds,
        "tokens_in": mark.tokens_in,
        "tokens_out": mark.tokens_out,
        "dollars": mark.millionths / A_DOLLAR,
        "remembered": mark.remembered,
    }


def failed_data(reason: str, values: Mapping[str, str], question: str) -> dict[str, str]:
    return {"reason": reason, "message": failed_said(reason, values, question)}


_FAILED: dict[str, str | Promise] = {
    "slow": gettext_lazy("The model did not answer in time."),
    "busy": gettext_lazy("The model has too much to do at the moment. Please try again in a minute."),
    "away": gettext_lazy("The model could not be reached."),
    "refused": gettext_lazy("The model does not let itself be asked: who runs this site must look at its settings."),
    "garbled": gettext_lazy("What the model answered cannot be used."),
    "cut_off": gettext_lazy("The model came to no end."),
    "declined": gettext_lazy("The model declined to read this question."),
    "absurd": gettext_lazy("What the model made of this question makes no sense."),
    "contradiction": gettext_lazy("The model read conditions that exclude each other: no book can meet them."),
    "all_books": gettext_lazy("The model read this as a question for nearly all books."),
    "cannot": gettext_lazy("The model says that a library does not tell this."),
    "spent": gettext_lazy("What may be spent on the model in a day is spent. It can be asked again tomorrow."),
    "too_many": gettext_lazy("The model was asked too often in a minute. Wait a minute, then try again."),
}
