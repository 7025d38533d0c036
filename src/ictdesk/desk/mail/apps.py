"""The app of the room `mail`."""

from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "ictdesk.desk.mail"
    label = "mail"

    def ready(self) -> None:
        from ictdesk.desk.mail import erasing, handlers, jobs, recipients, telling  # noqa: F401, PLC0415 - they register
        from ictdesk.desk.mail.home import home  # noqa: PLC0415 - needs the models
        from ictdesk.kernel.home import register  # noqa: PLC0415

        register(home)
        erasing.register()
