"""The app of the dashboard surface."""

from django.apps import AppConfig


class DashboardConfig(AppConfig):
    name = "ictdesk.surfaces.dashboard"
    label = "dashboard_surface"

    def ready(self) -> None:
        from ictdesk.surfaces.dashboard.privacy import erasing  # noqa: PLC0415 - needs the app registry

        erasing.register()
