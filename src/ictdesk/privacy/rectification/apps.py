"""The app of the room `rectification`."""

from django.apps import AppConfig


class RectificationConfig(AppConfig):
    name = "ictdesk.privacy.rectification"
    label = "rectification"

    def ready(self) -> None:
        from ictdesk.privacy.rectification import beside, commands, repeating  # noqa: F401, PLC0415 - register themselves

        beside.register()
