"""System checks for what spans several settings: each of these went wrong once."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register


@register()
def check_queue_clocks(**kwargs: Any) -> list[CheckMessage]:
    """Timeout < lease < retry, with room for what waits in a worker's memory: else tasks run twice at once."""
    q = settings.Q_CLUSTER
    if not q["timeout"] < settings.LEASE_SECONDS < q["retry"]:
        return [Error("TASK_TIMEOUT < LEASE_SECONDS < TASK_RETRY does not hold.", id="goodreads_site.E001")]
    held = (q["timeout"] + 3) * (1 + (q["queue_limit"] + q["bulk"]) / q["workers"])
    if q["retry"] <= held:
        hint = f"TASK_RETRY must be over {held:.0f} s with {q['workers']} workers."
        return [
            Error("Messages may be handed out again while they wait in memory.", hint=hint, id="goodreads_site.E002")
        ]
    return []


@register(Tags.security, deploy=True)
def check_cloud_storage(**kwargs: Any) -> list[CheckMessage]:
    if settings.DEBUG or settings.STORAGE == "local" or settings.SITE_URL.startswith("https://"):
        return []
    return [Error(f"SITE_URL={settings.SITE_URL!r} is not https, yet STORAGE=s3.", id="goodreads_site.E003")]
