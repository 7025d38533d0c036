"""The app of the room `promises`."""

from django.apps import AppConfig


class PromisesConfig(AppConfig):
    name = "ictdesk.trust.promises"
    label = "promises"

    def ready(self) -> None:
        from ictdesk.trust.promises import commands, jobs  # noqa: F401, PLC0415 - they register themselves
