"""The app of the room `agreements`."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "ictdesk.trust.agreements"
    label = "agreements"

    def ready(self) -> None:
        from ictdesk.trust.agreements import jobs, telling  # noqa: F401, PLC0415 - register themselves
