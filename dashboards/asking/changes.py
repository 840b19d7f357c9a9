"""What a reader changed of the way a question was read, and why a change came to nothing, in words."""

from __future__ import annotations

from dataclasses import replace

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dashboards.ask.editing import BadEdit
from dashboards.ask.spec import Spec
from dashboards.asking.words import FIELDS, compared_said, condition, least_said, what_said


def changes_said(before: Spec, after: Spec) -> list[str]:
    """A sentence for each part that is another than it was."""
    said = []
    if what_said(before) != what_said(after):
        values = {"after": capfirst(what_said(after)), "before": what_said(before)}
        said.append(_("%(after)s (it was: %(before)s)") % values)
    said += [
        _("with %(condition)s") % {"condition": condition(one)} for one in after.filters if one not in before.filters
    ]
    said += [
        _("without %(condition)s") % {"condition": condition(one)} for one in before.filters if one not in after.filters
    ]
    for part in (least_said, compared_said):
        if part(before) != part(after):
            said.append(part(after) or _("without “%(part)s”") % {"part": part(before)})
    if before.limit != after.limit:
        said.append(_("%(count)s at most") % {"count": after.limit} if after.limit else _("all of them"))
    if replace(before, filters=()).whole != replace(after, filters=()).whole and after.share:
        said.append(_("a share of another whole"))
    return said


def bad_edit_said(wrong: BadEdit) -> str:
    """Why the parts go together in no way, for who put them together."""
    values = dict(wrong.values)
    if "field" in values:
        own = {"limit": _("How many"), "books": _("Books in a group")}
        values["field"] = own.get(values["field"]) or str(FIELDS.get(values["field"], values["field"]))
    if wrong.reason == "no_such_name" and values["near"]:
        return _("%(field)s: nothing is called “%(value)s” in this library. Is it “%(near)s”?") % values
    if "group" in values:
        values["group"] = str(FIELDS.get(values["group"], values["group"]))
    return str(_SAID.get(wrong.reason, _NONSENSE)) % values


_NONSENSE = gettext_lazy("These parts do not go together.")
_SAID: dict[str, str | Promise] = {
    "no_such_name": gettext_lazy("%(field)s: nothing is called “%(value)s” in this library."),
    "no_number": gettext_lazy("%(field)s: “%(value)s” is not a number that can be here."),
    "bad_day": gettext_lazy("%(field)s: write a date as 2021, 2021-03 or 2021-03-09, not “%(value)s”."),
    "bad_limit": gettext_lazy("How many: from 1 to 1,000, not “%(value)s”."),
    "one_value": gettext_lazy("%(field)s: less and more take one value."),
    "contradiction": gettext_lazy("%(field)s: these conditions exclude each other: no book can meet them."),
    "groups_of_what": gettext_lazy("A number for each of what? Choose what it is for each of."),
    "first_of_what": gettext_lazy("The first of each by what? Choose an order, or list the books as one."),
    "share_of_what": gettext_lazy("A share of what? One condition at least must not belong to the whole."),
    "link_of_what": gettext_lazy(
        "Whether your rating goes with what? Choose a number such as the average of the pages."
    ),
    "pace_of_what": gettext_lazy("A day, week, month or year has so many books or pages: choose one of the two."),
    "pace_per_what": gettext_lazy("How often: a day, a week, a month or a year?"),
}
