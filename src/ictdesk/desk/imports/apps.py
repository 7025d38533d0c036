"""The app of the room `imports`."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "ictdesk.desk.imports"
    label = "imports"

    def ready(self) -> None:
        from ictdesk.desk.imports import commands  # noqa: F401, PLC0415 - they register themselves
