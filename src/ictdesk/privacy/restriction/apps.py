"""The app of the room `restriction`."""

from django.apps import AppConfig


class RestrictionConfig(AppConfig):
    name = "ictdesk.privacy.restriction"
    label = "restriction"

    def ready(self) -> None:
        from ictdesk.privacy.restriction import (  # noqa: PLC0415 - they register themselves
            commands,  # noqa: F401
            duties,  # noqa: F401
            freezing,  # noqa: F401
            letters,  # noqa: F401
            repeating,  # noqa: F401
            telling,  # noqa: F401
        )
