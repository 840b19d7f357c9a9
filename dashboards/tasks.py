"""What the queue calls here. May run twice, and is quiet when its row is gone."""

from __future__ import annotations

import uuid

from dashboards import publish as publishing


def publish(*, upload_id: str) -> None:
    publishing.publish(uuid.UUID(upload_id))
