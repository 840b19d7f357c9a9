"""The document follows its upload's row."""

from __future__ import annotations

from typing import Any

from django.core.files.storage import storages
from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver

from goodreads_site import background
from uploads.library import unfinished
from uploads.models import Upload


@receiver(post_delete, sender=Upload, dispatch_uid="dashboards.delete_document")
def delete_document(instance: Upload, **kwargs: Any) -> None:
    """Delete the document, and what the queue keeps about the upload, once the row is gone for good."""

    def delete() -> None:
        for name in (instance.document_name, unfinished(instance.document_name)):
            storages["dashboards"].delete(name)
        background.forget(str(instance.id))

    transaction.on_commit(delete)
