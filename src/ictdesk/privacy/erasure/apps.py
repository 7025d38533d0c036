"""The app of the room `erasure`."""

from django.apps import AppConfig


class ErasureConfig(AppConfig):
    name = "ictdesk.privacy.erasure"
    label = "erasure"

    def ready(self) -> None:
        from ictdesk.privacy.erasure import commands, jobs, repeating  # noqa: F401, PLC0415 - they register themselves
