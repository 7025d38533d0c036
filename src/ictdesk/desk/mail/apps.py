"""The app of the room `mail`."""

from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "ictdesk.desk.mail"
    label = "mail"

    def ready(self) -> None:
        from ictdesk.desk.mail import handlers, jobs  # noqa: F401, PLC0415 - they register themselves
