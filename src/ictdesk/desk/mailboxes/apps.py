"""The app of the room `mailboxes`."""

from django.apps import AppConfig


class MailboxesConfig(AppConfig):
    name = "ictdesk.desk.mailboxes"
    label = "mailboxes"

    def ready(self) -> None:
        from ictdesk.desk.mailboxes import commands  # noqa: F401, PLC0415 - they register themselves
