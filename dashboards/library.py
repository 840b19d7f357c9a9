"""A document that somebody may look at, by whichever link they came: the owner's, a shared one, or the sample."""

from __future__ import annotations

import logging
import uuid
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Literal

from django.core.files.storage import storages
from django.db import OperationalError
from django.http import Http404

from dashboards.document import reading
from uploads.models import Upload

logger = logging.getLogger(__name__)
SAMPLE = Path(__file__).parent / "sample" / "document.json"


class LibraryGone(Http404):
    """Nothing is under this link: it was deleted, or never was. Which of the two is not said."""

    def __init__(self) -> None:
        super().__init__("This library has been deleted, or the address is mistyped.")


@dataclass(frozen=True, slots=True)
class Library:
    kind: Literal["owner", "shared", "sample"]
    id: str  # what stands in the link: the upload's id, its share id, or "sample"
    upload: Upload | None = None
    for_strangers: bool = False
    database_away: bool = False  # it is drawn from its document alone, and nothing of it can be changed

    @property
    def may_change(self) -> bool:
        """Whether whoever came by this link may change and delete the library, now."""
        return self.kind == "owner" and not self.database_away

    def row(self) -> Upload:
        """The row of a library that is to be changed. Raises OperationalError while the database is away."""
        if self.upload is None:
            raise OperationalError("A library cannot be changed without the database.")
        return self.upload

    @property
    def prefix(self) -> str:
        """The path that all pages of this library begin with, without FORCE_SCRIPT_NAME."""
        return {"owner": f"/d/{self.id}", "shared": f"/s/{self.id}", "sample": "/sample"}[self.kind]

    def as_shared(self) -> Library:
        """The same with what its share link shows; the addresses stay the owner's."""
        return replace(self, for_strangers=True)

    @property
    def document_name(self) -> str:
        """In storage, of the document that this link shows; "" for the sample, which is none of storage's."""
        if self.upload is None:
            return f"{self.id}.json" if self.database_away else ""
        as_shared = self.kind == "shared" or self.for_strangers
        return self.upload.shared_document_name if as_shared else self.upload.document_name

    def open(self) -> IO[bytes]:
        """The document's file, for strangers without what its owner keeps back.

        Raises FileNotFoundError before the first publication.
        """
        return SAMPLE.open("rb") if self.kind == "sample" else storages["dashboards"].open(self.document_name)


def owned(upload_id: uuid.UUID) -> Library:
    """The library of an owner's link. Raises `LibraryGone`.

    While the database is away, a finished one is drawn from its document: a deleted one has none. For any other the
    database's own OperationalError is raised: whether there is anything under the link cannot be said.
    """
    try:
        upload = Upload.objects.filter(id=upload_id).first()
    except OperationalError:
        found = Library("owner", str(upload_id), database_away=True)
        if not _is_finished(found):
            raise
        logger.warning("A dashboard is shown without the database")
        return found
    if upload is None:
        raise LibraryGone
    return Library("owner", str(upload.id), upload)


def shared(share_id: uuid.UUID) -> Library:
    """The library of a share link, which can only look. Raises `LibraryGone`."""
    upload = Upload.objects.filter(share_id=share_id).first()
    if upload is None:
        raise LibraryGone
    return Library("shared", str(share_id), upload)


def _is_finished(found: Library) -> bool:
    try:
        with found.open() as document:
            return bool(reading.read_head(document)["enrichment_stats"]["complete"])
    except FileNotFoundError:
        return False


def sample() -> Library:
    return Library("sample", "sample")
