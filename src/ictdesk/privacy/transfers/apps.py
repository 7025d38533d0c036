"""The app of the room `transfers`."""

from django.apps import AppConfig


class TransfersConfig(AppConfig):
    name = "ictdesk.privacy.transfers"
    label = "transfers"

    def ready(self) -> None:
        from ictdesk.privacy.transfers import duties, jobs, letters, telling  # noqa: F401, PLC0415 - they register themselves
