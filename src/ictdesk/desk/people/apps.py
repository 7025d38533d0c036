"""The app of the room `people`."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "ictdesk.desk.people"
    label = "people"

    def ready(self) -> None:
        from ictdesk.desk.people import (  # noqa: PLC0415 - need the app registry
            ending,
            jobs,  # noqa: F401
            programs,  # noqa: F401
            retaining,
        )
        from ictdesk.kernel import closing  # noqa: PLC0415

        retaining.register()
        closing.register(closing.People(ending.owners, ending.leave))
