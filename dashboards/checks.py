"""System checks of what the dashboards need."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error, register

from dashboards.asking.model.choice import what_is_missing


@register()
def check_question_model(**kwargs: Any) -> list[CheckMessage]:
    """A model that is named can be asked, and what it costs is known: the day's limit means nothing otherwise."""
    missing = what_is_missing()
    return [Error(missing, id="dashboards.E001")] if missing else []
