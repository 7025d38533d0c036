"""The app of the room `billing`."""

from django.apps import AppConfig


class BillingConfig(AppConfig):
    name = "ictdesk.business.billing"
    label = "billing"

    def ready(self) -> None:
        from ictdesk.business.billing import closing, jobs  # noqa: F401, PLC0415 - they register themselves

        closing.register()
