"""An upload's files follow its row, by whatever road it is deleted: the API, the admin, a cascade."""

from __future__ import annotations

from typing import Any

from django.core.files.storage import storages
from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver

from uploads.library import unfinished
from uploads.models import NewerExport, Upload


@receiver(post_delete, sender=Upload, dispatch_uid="uploads.delete_files")
def delete_files(instance: Upload, **kwargs: Any) -> None:
    """Delete the raw file and the library once the row is gone for good."""

    # Taken down now: Django empties the deleted instance's key before the commit.
    folder = str(instance.id)
    names = (instance.raw_name, instance.library_name, unfinished(instance.library_name))

    def delete() -> None:
        for name in names:
            storages["uploads"].delete(name)
        delete_empty_folder(folder)

    transaction.on_commit(delete)


@receiver(post_delete, sender=NewerExport, dispatch_uid="uploads.delete_newer_files")
def delete_newer_files(instance: NewerExport, **kwargs: Any) -> None:
    """Delete the raw file and the library from before it, once the row is gone for good."""
    folder, names = str(instance.id), instance.file_names

    def delete() -> None:
        for name in names:
            storages["uploads"].delete(name)
        delete_empty_folder(folder)

    transaction.on_commit(delete)


def delete_empty_folder(name: str) -> None:
    """A local disk keeps the folder whose name is the link; an object store has none."""
    try:
        storages["uploads"].delete(name)
    except OSError:  # somebody wrote a file into it meanwhile: its writer sees that the row is gone
        return
