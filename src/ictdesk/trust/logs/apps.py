"""The app of the room `logs`."""

from django.apps import AppConfig


class InvestigationsConfig(AppConfig):
    name = "ictdesk.trust.logs"
    label = "investigations"

    def ready(self) -> None:
        from ictdesk.trust.logs import commands, jobs, repeating, retaining  # noqa: F401, PLC0415 - they register themselves

        retaining.register()
