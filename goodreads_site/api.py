"""The frame of the JSON API: one shape for errors, one way to read an id, one OpenAPI document."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Mapping

from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import Field, NinjaAPI, Router, Schema
from ninja.errors import HttpError, ValidationError

from goodreads_site.saying import in_their_language

logger = logging.getLogger(__name__)
DATABASE_AWAY = gettext_lazy(
    "Our database does not answer at the moment. Nothing of yours is lost: please try again in a moment."
)
DATABASE_BACK_IN = 5  # seconds: one that sleeps has woken up by then


class ErrorDetail(Schema):
    code: str = Field(description="A short name for programs")
    message: str = Field(description="A sentence for people")
    field: str | None = Field(None, description="The field of the request that it is about")


class ErrorAnswer(Schema):
    """What every error looks like."""

    error: ErrorDetail


class ApiError(Exception):
    """An answer other than success, in the API's one shape."""

    def __init__(
        self, status: int, code: str, message: str, *, field: str | None = None, retry_after: int | None = None
    ):
        super().__init__(message)
        self.status, self.code, self.message, self.field, self.retry_after = status, code, message, field, retry_after


def read_id(text: str) -> uuid.UUID:
    """A link's id. What is no id at all is answered like one that nobody has."""
    try:
        return uuid.UUID(text)
    except ValueError:
        raise Http404 from None


def build_api(*routers: Router) -> NinjaAPI:
    """The API with the routes of the houses."""
    api = NinjaAPI(
        title="Goodreads Stats",
        version="1",
        description="Upload a Goodreads export, follow its progress, read, share and delete the dashboard.",
        docs_url="/docs",
        openapi_url="/openapi.json",
        urls_namespace="api",
    )
    for router in routers:
        api.add_router("", router)
    _add_handlers(api)
    return api


def _add_handlers(api: NinjaAPI) -> None:
    @api.exception_handler(ApiError)
    def on_api_error(request: HttpRequest, error: ApiError) -> HttpResponse:
        headers = {"Retry-After": str(error.retry_after)} if error.retry_after else {}
        return _answer(
            api, request, error.status, error.code, in_their_language(error.message), field=error.field, headers=headers
        )

    @api.exception_handler(Http404)
    def on_missing(request: HttpRequest, error: Http404) -> HttpResponse:
        return _answer(
            api, request, 404, "not_found", _("There is nothing here: it was deleted, or the address is mistyped.")
        )

    @api.exception_handler(ValidationError)
    def on_invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        first = error.errors[0]
        where = ".".join(str(part) for part in first["loc"][1:])
        return _answer(api, request, 422, "invalid", first["msg"], field=where or None)

    @api.exception_handler(HttpError)
    def on_http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
        return _answer(api, request, error.status_code, "invalid", str(error))

    @api.exception_handler(OperationalError)
    def on_database_away(request: HttpRequest, error: OperationalError) -> HttpResponse:
        logger.error("The database is away", exc_info=error)
        headers = {"Retry-After": str(DATABASE_BACK_IN)}
        return _answer(api, request, 503, "database_away", str(DATABASE_AWAY), headers=headers)

    @api.exception_handler(Exception)
    def on_crash(request: HttpRequest, error: Exception) -> HttpResponse:
        logger.error("An API call failed", exc_info=error)
        return _answer(api, request, 500, "internal", _("Something went wrong on our side. Nothing of yours is lost."))


def _answer(
    api: NinjaAPI,
    request: HttpRequest,
    status: int,
    code: str,
    message: str,
    *,
    field: str | None = None,
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    body = {"error": {"code": code, "message": message, "field": field}}
    response = api.create_response(request, body, status=status)
    for name, value in (headers or {}).items():
        response.headers[name] = value
    return response
