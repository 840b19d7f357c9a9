"""The road of an upload through its stages, walked in the test's own process."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.module_loading import import_string

from goodreads_site import background
from uploads import intake
from uploads.models import Upload


class Queue:
    """Takes the wake-up calls that the code under test sends, once their transaction commits."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, dict[str, Any]]] = []

    def take(self, path: str, ids: dict[str, Any]) -> None:
        self.calls.append((path, ids))

    @property
    def stages(self) -> list[str]:
        """The names of the stages that wait, in order."""
        names = {path: name for name, path in background.STAGES.items()}
        return [names[path] for path, _ in self.calls]

    def run(self, *, most: int = 500) -> list[str]:
        """Run what waits and what that wakes, until nothing is left: the stages that ran, in order."""
        ran: list[str] = []
        while self.calls:
            assert len(ran) < most, f"These stages wake each other without end: {ran[-10:]}"
            ran.append(self.stages[0])
            path, ids = self.calls.pop(0)
            import_string(path)(**ids)
        return ran


def receive(content: bytes) -> Upload:
    """Hand in an export."""
    return intake.receive(SimpleUploadedFile("goodreads_library_export.csv", content, "text/csv"))


def document_of(upload: Upload) -> dict[str, Any]:
    """The published document."""
    with storages["dashboards"].open(upload.document_name) as file:
        document: dict[str, Any] = json.load(file)
    return document


def files_in(folder: Path) -> list[str]:
    """The names of all files below a folder, sorted."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())
