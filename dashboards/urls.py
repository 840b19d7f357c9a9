"""The pages under a link. /d/ is the owner's, /s/ a shared one that can only look; /sample is anybody's."""

from typing import Any

from django.urls import URLPattern, path

from dashboards import views
from dashboards.asking import views as ask_views
from dashboards.asking.model import views as model_views
from dashboards.asking.sql import views as sql_views
from dashboards.keeping import again_views, newer_views, taking_views
from dashboards.mending import edit_views, review_views, trail_views
from dashboards.pages import group_views, year_views

app_name = "dashboards"

# What every library has, whichever link leads to it: the address below the link, the view, the name, what else it takes.
PAGES: tuple[tuple[Any, ...], ...] = (
    ("books", views.books, "books"),
    ("books/<str:book_id>", views.book, "book"),
    ("ask", ask_views.ask, "ask"),
    ("ask/model", model_views.let_a_model_read, "ask_model"),
    ("sql", sql_views.sql, "sql"),
    ("picture-<str:shape>.png", views.picture, "picture"),
    ("genres", group_views.index, "genres", {"by": "genre"}),
    ("genres/<str:key>", group_views.group, "genre", {"by": "genre"}),
    ("authors", group_views.index, "authors", {"by": "author"}),
    ("authors/<path:key>", group_views.group, "author", {"by": "author"}),
    ("series", group_views.index, "all_series", {"by": "series"}),
    ("series/<path:key>", group_views.group, "series", {"by": "series"}),
    ("year/<int:year>", year_views.year, "year"),
    ("year/<int:year>/picture-<str:shape>.png", views.picture, "year_picture"),
)


def _pages(root: str, kind: str, prefix: str) -> list[URLPattern]:
    return [
        path(f"{root}/{address}", view, {"kind": kind} | dict(*more), name=f"{prefix}{name}")
        for address, view, name, *more in PAGES
    ]


urlpatterns = [
    path("d/<str:link>", views.dashboard, {"kind": "owner"}, name="dashboard"),
    *_pages("d/<str:link>", "owner", ""),
    path("d/<str:link>/share", views.share, name="share"),
    path("d/<str:link>/newer", newer_views.newer, name="newer"),
    path("d/<str:link>/library.<str:form>", taking_views.take_away, name="take_away"),
    path("d/<str:link>/review", review_views.review, name="review"),
    path("d/<str:link>/review/trail", trail_views.trail, name="trail"),
    path("d/<str:link>/again", again_views.gaps, name="again"),
    path("d/<str:link>/books/<str:book_id>/again", again_views.book, name="book_again"),
    path("d/<str:link>/books/<str:book_id>/edit", edit_views.edit_book, name="edit_book"),
    path("d/<str:link>/delete", views.delete, name="delete"),
    path("s/<str:link>", views.dashboard, {"kind": "shared"}, name="shared"),
    *_pages("s/<str:link>", "shared", "shared_"),
    path("sample", views.dashboard, {"kind": "sample"}, name="sample"),
    *_pages("sample", "sample", "sample_"),
]
