"""How far the looking up of books has come, in the page's words; static/js/live.js keeps them up to date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dashboards import words
from uploads import sweeping
from uploads.models import Upload, UploadState
from uploads.progress import Progress, Stage, progress_of

_STAGES: dict[str, str | Promise] = {
    "read": gettext_lazy("Read the file"),
    "count": gettext_lazy("Count what is yours"),
    "look_up": gettext_lazy("Look up each book"),
    "finish": gettext_lazy("Set the pages"),
}


@dataclass(frozen=True, slots=True)
class StageLine:
    key: str
    name: str
    state: str  # done, now or wait
    count: str


@dataclass(frozen=True, slots=True)
class Result:
    """What came of looking up some of the books: said with "{count}" in its place, by the key of the API's status."""

    key: str
    said: str
    count: int

    @property
    def text(self) -> str:
        return self.said.replace("{count}", words.number(self.count))


@dataclass(frozen=True, slots=True)
class LookingUp:
    running: bool
    percent: int
    stages: list[StageLine]
    time_left: str
    results: list[Result]


@dataclass(frozen=True, slots=True)
class Gaps:
    """What no service has said yet, in sentences for the chapter about the catalogues."""

    known: int
    not_known: int
    waiting: int
    sentences: list[str]
    may_ask_again: bool = False


def looking_up(upload: Upload) -> LookingUp:
    """Where the upload stands. Asking also wakes work that was lost, as the API's status does."""
    now = timezone.now()
    sweeping.wake(upload, now=now)
    progress = progress_of(upload, now=now)
    return LookingUp(
        running=upload.state not in (UploadState.COMPLETE, UploadState.ERROR),
        percent=progress.percent,
        stages=[_line(stage) for stage in progress.stages],
        time_left=time_left(progress, now=now),
        results=_results(progress),
    )


def time_left(progress: Progress, *, now: dt.datetime) -> str:
    """Rounded up, and never to the second: nobody can know that."""
    if progress.waits_until is not None:
        return _("a catalogue asked us to slow down; going on in a moment")
    if progress.seconds_left is None:
        return ""
    minutes = -(-progress.seconds_left // 60)
    if minutes <= 1:
        return _("under a minute left")
    return _("about %(minutes)s min left") % {"minutes": words.number(minutes)}


def _results(progress: Progress) -> list[Result]:
    return [
        Result("found", _("{count} found"), progress.found),
        Result("known_already", _("{count} known already"), progress.known_already),
        Result("in_no_catalogue", _("{count} in no catalogue"), progress.in_no_catalogue),
    ]


def gaps(head: Mapping[str, Any], *, running: bool) -> Gaps:
    """How many books the catalogues know, and what becomes of the others."""
    stats = head["enrichment_stats"]
    sentences = []
    if stats["waiting"] and running:
        sentences.append(
            ngettext("%(books)s is being looked up.", "%(books)s are being looked up.", stats["waiting"])
            % {"books": words.books(stats["waiting"])}
        )
    elif stats["waiting"]:
        sentences.append(
            ngettext(
                "%(books)s could not be asked about, as a catalogue was away. It will be asked again by itself.",
                "%(books)s could not be asked about, as a catalogue was away. They will be asked again by themselves.",
                stats["waiting"],
            )
            % {"books": words.books(stats["waiting"])}
        )
    if stats["not_known"]:
        sentences.append(
            ngettext(
                "%(books)s is in no catalogue that we asked. It counts in every figure all the same.",
                "%(books)s are in no catalogue that we asked. They count in every figure all the same.",
                stats["not_known"],
            )
            % {"books": words.books(stats["not_known"])}
        )
    if head["unreadable_rows"]:
        sentences.append(
            ngettext(
                "%(rows)s row of your file could not be read and is in no figure.",
                "%(rows)s rows of your file could not be read and are in no figure.",
                head["unreadable_rows"],
            )
            % {"rows": words.number(head["unreadable_rows"])}
        )
    more = stats["not_known"] + stats["waiting"] > 0
    return Gaps(stats["known"], stats["not_known"], stats["waiting"], sentences, may_ask_again=more and not running)


def _line(stage: Stage) -> StageLine:
    return StageLine(stage.name, str(_STAGES[stage.name]), stage.state, _count(stage))


def _count(stage: Stage) -> str:
    """ "488 of 1,054"; nothing where there is nothing to count yet."""
    if not stage.of or stage.state == "wait":
        return ""
    if stage.done == stage.of:
        return words.number(stage.of)
    return _("%(done)s of %(of)s") % {"done": words.number(stage.done), "of": words.number(stage.of)}
