"""The app of the room `export`."""

from django.apps import AppConfig


class ExportConfig(AppConfig):
    name = "ictdesk.privacy.export"
    label = "export"

    def ready(self) -> None:
        from ictdesk.privacy.export import agents, duties, jobs, telling  # noqa: F401, PLC0415 - they register
