"""The event stream's app."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "ictdesk.kernel.events"
    label = "events"

    def ready(self) -> None:
        from ictdesk.kernel.events import telling  # noqa: F401, PLC0415 - registers itself
