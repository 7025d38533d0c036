"""The app of the room `endings`."""

from django.apps import AppConfig


class EndingsConfig(AppConfig):
    name = "ictdesk.privacy.endings"
    label = "endings"

    def ready(self) -> None:
        from ictdesk.privacy.endings import jobs, repeating  # noqa: F401, PLC0415 - they register themselves
