"""The document and its copies follow their upload's row."""

from __future__ import annotations

from typing import Any

from django.core.files.storage import storages
from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver

from dashboards.kept_books import kept_books
from dashboards.kept_heads import kept_heads
from dashboards.kept_tables import kept_tables
from goodreads_site import background
from uploads.library import unfinished
from uploads.models import Upload


@receiver(post_delete, sender=Upload, dispatch_uid="dashboards.delete_document")
def delete_document(instance: Upload, **kwargs: Any) -> None:
    """Delete the document in all its forms, and what the queue keeps about the upload, once the row is gone for good."""

    # Taken down now: Django empties the deleted instance's key before the commit.
    upload_id, names = str(instance.id), instance.document_names

    def delete() -> None:
        for name in names:
            storages["dashboards"].delete(name)
            storages["dashboards"].delete(unfinished(name))
        background.forget(upload_id)
        kept_books.forget(names)
        kept_heads.forget(names)
        kept_tables.forget(names)

    transaction.on_commit(delete)
