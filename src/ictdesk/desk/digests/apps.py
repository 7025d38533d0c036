"""The app of the room `digests`."""

from django.apps import AppConfig


class DigestsConfig(AppConfig):
    name = "ictdesk.desk.digests"
    label = "digests"

    def ready(self) -> None:
        from ictdesk.desk.digests import commands, handlers, jobs  # noqa: F401, PLC0415 - they register themselves
