"""The app of the dashboard surface."""

from django.apps import AppConfig


class DashboardConfig(AppConfig):
    name = "ictdesk.surfaces.dashboard"
    label = "dashboard_surface"

    def ready(self) -> None:
        from ictdesk.surfaces.dashboard.privacy import erasing  # noqa: PLC0415 - needs the app registry
        from ictdesk.trust.promises.claims import kept_in  # noqa: PLC0415

        erasing.register()
        kept_in("ictdesk.surfaces.publicsite.proving")
