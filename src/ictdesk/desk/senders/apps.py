"""The app of the room `senders`."""

from django.apps import AppConfig


class SendersConfig(AppConfig):
    name = "ictdesk.desk.senders"
    label = "senders"

    def ready(self) -> None:
        from ictdesk.desk.senders import jobs  # noqa: F401, PLC0415 - they register themselves
