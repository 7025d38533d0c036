"""The app of the room `objection`."""

from django.apps import AppConfig


class ObjectionConfig(AppConfig):
    name = "ictdesk.privacy.objection"
    label = "objection"

    def ready(self) -> None:
        from ictdesk.kernel import objecting  # noqa: PLC0415 - needs the models
        from ictdesk.privacy.objection import (  # noqa: PLC0415 - they register themselves
            commands,  # noqa: F401
            duties,  # noqa: F401
            queries,
            repeating,  # noqa: F401
            telling,  # noqa: F401
        )

        objecting.answered_by(queries.scopes_of)
