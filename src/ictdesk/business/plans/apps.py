"""The app of the room `plans`."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "ictdesk.business.plans"
    label = "plans"

    def ready(self) -> None:
        from ictdesk.business.plans import holding, jobs  # noqa: F401, PLC0415 - they register themselves

        holding.register()
