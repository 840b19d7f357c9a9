"""The start page, and handing a file in without JavaScript."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from goodreads_site.saying import in_their_language
from uploads import direct, intake
from uploads.parsing import ExportRejected


# Nothing here acts in anybody's name, and no cookie is set: there is no right that a foreign form could use.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponseBase:
    """What it is, and the place to drop the file. A POST hands it in and goes on to the dashboard."""
    if request.method != "POST":
        return _page(request, deleted="deleted" in request.GET)
    try:
        intake.count_request(request)
        file = request.FILES.get("csv")  # reads the request, and stops at the limit
        if getattr(request, "upload_too_large", False):
            raise intake.TooLarge
        if file is None:
            return _page(
                request, status=400, error=_("No file was chosen. Choose the export first, then press the button.")
            )
        upload = intake.receive(file)
    except ExportRejected as error:
        return _page(request, status=400, error=in_their_language(str(error)))
    except intake.TooLarge as error:
        return _page(request, status=413, error=str(error))
    except intake.TooMany as error:
        return _page(request, status=429, error=str(error))
    except intake.NoRoom as error:
        return _page(request, status=503, error=str(error))
    return redirect("dashboards:dashboard", str(upload.id))


def _page(request: HttpRequest, *, status: int = 200, error: str = "", deleted: bool = False) -> HttpResponse:
    context = {"error": error, "deleted": deleted, "limit_bytes": settings.MAX_UPLOAD_BYTES}
    context["question_model"] = settings.QUESTION_MODEL
    if settings.REDIRECT_TO_STORAGE:
        context["largest_request"] = direct.LARGEST_REQUEST
    return render(request, "uploads/start.html", context, status=status)
