"""The app of the room `tickets`."""

from django.apps import AppConfig


class TicketsConfig(AppConfig):
    name = "ictdesk.desk.tickets"
    label = "tickets"

    def ready(self) -> None:
        from ictdesk.desk.tickets import handlers, jobs  # noqa: F401, PLC0415 - they register themselves
