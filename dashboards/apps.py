from django.apps import AppConfig


class DashboardsConfig(AppConfig):
    name = "dashboards"

    def ready(self) -> None:
        from dashboards import checks, files  # noqa: F401 - registers the system checks, connects its receiver
