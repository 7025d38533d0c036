"""The app of the room `requesters`."""

from django.apps import AppConfig


class RequestersConfig(AppConfig):
    name = "ictdesk.desk.requesters"
    label = "requesters"

    def ready(self) -> None:
        from ictdesk.desk.requesters import jobs  # noqa: F401, PLC0415 - they register themselves
