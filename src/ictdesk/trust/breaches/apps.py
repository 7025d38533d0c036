"""The app of the room `breaches`."""

from django.apps import AppConfig


class BreachesConfig(AppConfig):
    name = "ictdesk.trust.breaches"
    label = "breaches"

    def ready(self) -> None:
        from ictdesk.trust.breaches import closing, commands, jobs  # noqa: F401, PLC0415 - register themselves

        closing.register()
