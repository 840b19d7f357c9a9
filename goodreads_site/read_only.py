"""Admin pages that show and do not edit."""

from __future__ import annotations

from django.http import HttpRequest


class ReadOnly:
    """What workers and services wrote is not edited by hand."""

    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False
