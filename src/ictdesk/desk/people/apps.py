"""The app of the room `people`."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "ictdesk.desk.people"
    label = "people"

    def ready(self) -> None:
        from ictdesk.desk.people import jobs, programs  # noqa: F401, PLC0415 - they register themselves
