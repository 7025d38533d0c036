"""The app of the room `purges`."""

from django.apps import AppConfig


class PurgesConfig(AppConfig):
    name = "ictdesk.privacy.purges"
    label = "purges"

    def ready(self) -> None:
        from ictdesk.privacy.purges import commands, jobs  # noqa: F401, PLC0415 - they register themselves
