"""Taking decisions back: one, or all that were made with one press. Repeats are answered as the first time."""

from __future__ import annotations

import uuid

from django.db import transaction
from django.utils import timezone

from uploads.mending.deciding import hold
from uploads.mending.finalizing import show_at_once
from uploads.models import Resolution, Upload


def undo(token: uuid.UUID) -> Resolution:
    """Take a decision back: its issue is open again. A book that was edited without being asked about is shown at once.

    Raises `Resolution.DoesNotExist` or `DecisionRefused`.
    """
    upload_id = Resolution.objects.values_list("upload_id", flat=True).get(token=token)
    try:
        with transaction.atomic():
            held = hold(upload_id)
            Resolution.objects.filter(token=token).undo(now=timezone.now())
            undone = Resolution.objects.select_related("issue").get(token=token)
            if undone.issue_id is None and undone.is_applied:
                show_at_once(held, undone)
            return undone
    except (FileNotFoundError, Upload.DoesNotExist):
        raise Resolution.DoesNotExist from None


def undo_together(upload_id: uuid.UUID, together: uuid.UUID) -> int:
    """Take back what was decided with one press: how many decisions. Raises `Upload.DoesNotExist`."""
    with transaction.atomic():
        upload = hold(upload_id)
        return upload.resolutions.filter(together=together).undo(now=timezone.now())
