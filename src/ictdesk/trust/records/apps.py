"""The app of the room `records`."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "ictdesk.trust.records"
    label = "records"

    def ready(self) -> None:
        from ictdesk.kernel import instructing  # noqa: PLC0415
        from ictdesk.trust.records import (  # noqa: PLC0415
            instructions,
            jobs,  # noqa: F401 - registers itself
            telling,  # noqa: F401 - registers itself
        )

        instructing.kept_by(instructions.keeper)
