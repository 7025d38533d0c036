"""The app of the room `people`."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "ictdesk.desk.people"
    label = "people"

    def ready(self) -> None:
        from ictdesk.desk.people import ending, jobs, programs  # noqa: F401, PLC0415 - need the app registry
        from ictdesk.kernel import closing  # noqa: PLC0415

        closing.register(closing.People(ending.owners, ending.leave))
