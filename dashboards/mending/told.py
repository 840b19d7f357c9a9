"""What the review says of the form that was sent just now: its address names it, so that a page loaded anew says it, too."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards import words
from dashboards.mending.words import decision_said
from goodreads_site.api import read_id
from uploads.models import Upload


@dataclass(frozen=True, slots=True)
class Told:
    """What was done just now, with what would undo it all."""

    text: str
    together: str = ""
    is_published: bool = False


def told(upload: Upload, query: QueryDict) -> Told | None:
    """What `?done=` names; None for nothing."""
    match query.get("done"):
        case "decided":
            of = upload.resolutions.filter(token=_id(query, "of")).select_related("issue").first()
            return Told(_("Noted: %(decision)s") % {"decision": decision_said(of)} if of else _("Noted."))
        case "all":
            count = upload.resolutions.standing().filter(together=_id(query, "together")).count()
            text = ngettext("One was decided.", "%(count)s were decided.", count) % {"count": words.number(count)}
            return Told(text, together=str(query.get("together", "")) if count else "")
        case "none":
            return Told(_("Nothing was left to decide so."))
        case "undone":
            return Told(_("Undone: it waits for a decision again."))
        case "published":
            return Told(_("Applied. The dashboard is being published anew."), is_published=True)
    return None


def _id(query: QueryDict, name: str) -> uuid.UUID:
    return read_id(str(query.get(name, "")))
