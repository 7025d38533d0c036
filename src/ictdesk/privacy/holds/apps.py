"""The app of the room `holds`."""

from django.apps import AppConfig


class HoldsConfig(AppConfig):
    name = "ictdesk.privacy.holds"
    label = "holds"

    def ready(self) -> None:
        from ictdesk.privacy.holds import commands, freezing, repeating, telling  # noqa: F401, PLC0415 - register themselves

        freezing.register()
