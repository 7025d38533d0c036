"""The app of the room `contacts`."""

from django.apps import AppConfig


class ContactsConfig(AppConfig):
    name = "ictdesk.desk.contacts"
    label = "contacts"

    def ready(self) -> None:
        from ictdesk.desk.contacts import (  # noqa: PLC0415 - need the app registry
            definitions,
            erasing,
            finding,
            telling,  # noqa: F401 - registers itself
        )
        from ictdesk.kernel.datamap import persons, registry  # noqa: PLC0415

        registry.declare_rows(definitions.data_map_rows)
        persons.find_by(finding.person)
        erasing.register()
