"""Finds files that nobody will come back for, as the process died that would have deleted them.

Whoever deletes an upload deletes its files after the commit, and whoever has read a raw file deletes it then: killed
in between, they leave a reader's file without a row that would lead to it.
"""

from __future__ import annotations

import datetime as dt
import logging
import re
from collections.abc import Iterator, Mapping

from django.core.files.storage import storages

from uploads.files import delete_empty_folder
from uploads.models import NewerExport, Upload, UploadState

logger = logging.getLogger(__name__)

HOUR = dt.timedelta(hours=1)  # nothing takes so long between a file and its row
DAY = dt.timedelta(days=1)  # for which a file that could not be read is kept: an admin may try again
_OURS = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(?=[/.])")
_READ = (UploadState.ENRICHING, UploadState.COMPLETE)


def delete_strays(*, now: dt.datetime) -> int:
    """Delete them: how many there were."""
    found = list(strays(now=now))
    for alias, name in found:
        storages[alias].delete(name)
        if "/" in name:
            delete_empty_folder(name.partition("/")[0])
    if found:
        logger.warning("%d files were left behind and are deleted now", len(found))
    return len(found)


def strays(*, now: dt.datetime) -> Iterator[tuple[str, str]]:
    """(storage, name) of each file that has outstayed its time."""
    states = {str(upload_id): state for upload_id, state in Upload.objects.values_list("id", "state")}
    # In the folder of an upload that has its row there can be no stray but its raw file, and that only while it is new.
    new = {
        str(upload_id) for upload_id in Upload.objects.filter(created_at__gt=now - 3 * DAY).values_list("id", flat=True)
    }
    newer = {str(newer_id): "" for newer_id in NewerExport.objects.values_list("id", flat=True)}
    states |= newer
    new |= newer.keys()
    for alias in ("uploads", "dashboards"):
        for name in _names(alias, skip=states.keys() - new):
            allowed = _may_stay(name, states)
            if allowed is not None and now - storages[alias].get_modified_time(name) > allowed:
                yield alias, name


def _may_stay(name: str, states: Mapping[str, str]) -> dt.timedelta | None:
    """How old a file may become; None for one that belongs where it is, or is none of ours."""
    ours = _OURS.match(name)
    if ours is None:
        return None
    state = states.get(ours[0])
    if state is None:
        return HOUR
    if name.endswith("/raw.csv"):
        return HOUR if state in _READ else DAY
    return None


def _names(alias: str, *, skip: set[str]) -> Iterator[str]:
    storage = storages[alias]
    try:
        folders, names = storage.listdir("")
    except FileNotFoundError:  # nothing was ever kept here
        return
    yield from names
    for folder in folders:
        if folder not in skip:
            yield from (f"{folder}/{name}" for name in storage.listdir(folder)[1])
