"""The one error that leaves parsing: a file that is no export, told to the reader in their words."""

from __future__ import annotations

from enrichment.sentences import Sentence

WHERE_TO_GET_IT = Sentence(
    "The file that we need is the export of Goodreads (on a computer, goodreads.com/review/import, “Export Library”), "
    "StoryGraph, LibraryThing, Hardcover or BookWyrm, just as it was downloaded."
)


class ExportRejected(Exception):
    """The file as a whole cannot be read. The message is shown as it stands; `code` is a slug for programs."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
