from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "goodreads_site"

    def ready(self) -> None:
        from goodreads_site import checks  # noqa: F401 - registers the system checks
