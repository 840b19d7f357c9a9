"""The pages under a link. /d/ is the owner's, /s/ a shared one that can only look."""

from django.urls import path

from dashboards import views

app_name = "dashboards"
urlpatterns = [
    path("d/<str:link>", views.dashboard, {"kind": "owner"}, name="dashboard"),
    path("d/<str:link>/books", views.books, {"kind": "owner"}, name="books"),
    path("d/<str:link>/books/<str:book_id>", views.book, {"kind": "owner"}, name="book"),
    path("d/<str:link>/picture-<str:shape>.png", views.picture, {"kind": "owner"}, name="picture"),
    path("d/<str:link>/share", views.share, name="share"),
    path("d/<str:link>/delete", views.delete, name="delete"),
    path("s/<str:link>", views.dashboard, {"kind": "shared"}, name="shared"),
    path("s/<str:link>/books", views.books, {"kind": "shared"}, name="shared_books"),
    path("s/<str:link>/books/<str:book_id>", views.book, {"kind": "shared"}, name="shared_book"),
    path("s/<str:link>/picture-<str:shape>.png", views.picture, {"kind": "shared"}, name="shared_picture"),
    path("sample", views.dashboard, {"kind": "sample"}, name="sample"),
    path("sample/books", views.books, {"kind": "sample"}, name="sample_books"),
    path("sample/books/<str:book_id>", views.book, {"kind": "sample"}, name="sample_book"),
    path("sample/picture-<str:shape>.png", views.picture, {"kind": "sample"}, name="sample_picture"),
]
