"""The app of the room `conversations`."""

from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    name = "ictdesk.desk.conversations"
    label = "conversations"

    def ready(self) -> None:
        from ictdesk.desk.conversations import events, handlers, jobs  # noqa: F401, PLC0415 - they register themselves
