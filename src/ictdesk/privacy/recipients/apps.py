"""The app of the room `recipients`."""

from django.apps import AppConfig


class RecipientsConfig(AppConfig):
    name = "ictdesk.privacy.recipients"
    label = "recipients"

    def ready(self) -> None:
        from ictdesk.privacy.recipients import (  # noqa: PLC0415 - they register themselves
            disclosed,  # noqa: F401
            jobs,  # noqa: F401
            letters,  # noqa: F401
            repeating,  # noqa: F401
            telling,  # noqa: F401
        )
