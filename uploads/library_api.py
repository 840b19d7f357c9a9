"""The mended library, to take away."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from ninja import Router

from goodreads_site.api import ApiError, ErrorAnswer, read_id
from uploads.models import Upload
from uploads.taking_away import Form, answer

router = Router(tags=["uploads"])
NOT_YET = "The file is still being read: ask its status, then come back."


@router.get(
    "/uploads/{uuid}/library",
    url_name="library",
    response={404: ErrorAnswer, 422: ErrorAnswer},
    summary="The mended library, to take away",
    openapi_extra={
        "responses": {
            200: {
                "description": "A file: Goodreads' CSV, which can be handed in again here, or JSON",
                "content": {"text/csv": {"schema": {"type": "string"}}, "application/json": {"schema": {}}},
            }
        }
    },
)
def library(request: HttpRequest, uuid: str, format: Form = "csv") -> HttpResponseBase:
    """Every book with all applied decisions: `format=csv` in Goodreads' own columns, `format=json` with the trail."""
    upload = Upload.objects.filter(id=read_id(uuid)).first()
    if upload is None:
        raise Http404
    try:
        return answer(upload, format)
    except FileNotFoundError:
        raise ApiError(404, "not_yet", NOT_YET, retry_after=2) from None
