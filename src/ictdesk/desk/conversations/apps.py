"""The app of the room `conversations`."""

from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    name = "ictdesk.desk.conversations"
    label = "conversations"
