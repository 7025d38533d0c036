"""The app of the room `consent`."""

from django.apps import AppConfig


class ConsentConfig(AppConfig):
    name = "ictdesk.privacy.consent"
    label = "consent"

    def ready(self) -> None:
        from ictdesk.kernel import consenting  # noqa: PLC0415
        from ictdesk.privacy.consent import (  # noqa: PLC0415 - they register themselves
            erasing,
            jobs,  # noqa: F401
            queries,
            repeating,  # noqa: F401
            retaining,
            telling,  # noqa: F401
        )

        erasing.register()
        retaining.register()
        consenting.answered_by(queries.standing_of)
