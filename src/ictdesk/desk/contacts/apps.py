"""The app of the room `contacts`."""

from django.apps import AppConfig


class ContactsConfig(AppConfig):
    name = "ictdesk.desk.contacts"
    label = "contacts"

    def ready(self) -> None:
        from ictdesk.desk.contacts import definitions  # noqa: PLC0415 - needs the app registry
        from ictdesk.kernel.datamap import registry  # noqa: PLC0415

        registry.declare_rows(definitions.data_map_rows)
