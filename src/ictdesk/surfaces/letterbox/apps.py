"""The app of the letterbox."""

from django.apps import AppConfig


class LetterboxConfig(AppConfig):
    name = "ictdesk.surfaces.letterbox"
    label = "letterbox"

    def ready(self) -> None:
        from ictdesk.surfaces.letterbox import handlers  # noqa: F401, PLC0415 - registers itself
