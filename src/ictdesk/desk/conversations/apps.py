"""The app of the room `conversations`."""

from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    name = "ictdesk.desk.conversations"
    label = "conversations"

    def ready(self) -> None:
        from ictdesk.desk.conversations import (  # noqa: PLC0415 - they register themselves
            correcting,  # noqa: F401
            erasing,
            events,  # noqa: F401
            handlers,  # noqa: F401
            jobs,  # noqa: F401
            restricting,
            retaining,
            telling,  # noqa: F401
        )

        erasing.register()
        restricting.register()
        retaining.register()
