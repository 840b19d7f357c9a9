"""Every address of the site. What begins with /d/ or /s/ is a link that only its reader knows."""

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from dashboards.api import router as dashboards
from dashboards.asking.api import router as questions
from goodreads_site.api import build_api
from goodreads_site.health import health
from goodreads_site.languages import choose
from uploads.again_api import router as newer_exports
from uploads.api import router as uploads
from uploads.library_api import router as libraries
from uploads.mending_api import router as mending

# Those that fetch a page because somebody posted its link, to show a preview. They index nothing.
PREVIEWERS = (
    "facebookexternalhit",
    "Twitterbot",
    "LinkedInBot",
    "Slackbot-LinkExpanding",
    "Discordbot",
    "TelegramBot",
    "WhatsApp",
)
ROBOTS = "".join(
    [
        *(f"User-agent: {name}\n" for name in PREVIEWERS),
        "Disallow: /d/\nDisallow: /api/\nDisallow: /admin/\n\n",
        "User-agent: *\nDisallow: /d/\nDisallow: /s/\nDisallow: /api/\nDisallow: /admin/\n",
    ]
)


def robots(request: HttpRequest) -> HttpResponse:
    return HttpResponse(ROBOTS, content_type="text/plain")


urlpatterns = [
    path("", include("uploads.urls")),
    path("", include("dashboards.urls")),
    path("api/", build_api(uploads, mending, libraries, newer_exports, dashboards, questions).urls),
    path("health", health, name="health"),
    path("language", choose, name="language"),
    path("robots.txt", robots, name="robots"),
    path(settings.ADMIN_PATH, admin.site.urls),
]
handler404 = "dashboards.pages.frame.not_found"
handler500 = "dashboards.views.server_error"
