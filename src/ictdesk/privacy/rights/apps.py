"""The app of the room `rights`."""

from django.apps import AppConfig


class RightsConfig(AppConfig):
    name = "ictdesk.privacy.rights"
    label = "rights"

    def ready(self) -> None:
        from ictdesk.privacy.rights import freezing, jobs, telling  # noqa: F401, PLC0415 - they register themselves

        freezing.register()
