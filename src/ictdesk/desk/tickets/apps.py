"""The app of the room `tickets`."""

from django.apps import AppConfig


class TicketsConfig(AppConfig):
    name = "ictdesk.desk.tickets"
    label = "tickets"

    def ready(self) -> None:
        from ictdesk.desk.tickets import (  # noqa: PLC0415 - they register themselves
            handlers,  # noqa: F401
            jobs,  # noqa: F401
            restricting,
        )

        restricting.register()
