"""A queue at its worst: every message comes twice, and they overtake each other."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from django.utils import timezone
from django_q.brokers.orm import ORM
from django_q.conf import Conf
from django_q.models import OrmQ
from django_q.tasks import async_task


class Late(ORM):
    """A message can be taken only after up to a second."""

    def enqueue(self, task: str) -> Any:
        lock = timezone.now() + dt.timedelta(seconds=random.uniform(0, 1))
        return OrmQ.objects.create(key=Conf.CLUSTER_NAME, payload=task, lock=lock).pk


def send_twice(path: str, ids: dict[str, Any]) -> None:
    for _ in range(2):
        async_task(path, broker=Late(), **ids)
