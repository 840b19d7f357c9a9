"""The start page."""

from django.urls import path

from uploads import views

app_name = "uploads"
urlpatterns = [path("", views.start, name="start")]
