"""The app of the room `retention`."""

from django.apps import AppConfig


class RetentionConfig(AppConfig):
    name = "ictdesk.privacy.retention"
    label = "retention"

    def ready(self) -> None:
        from ictdesk.privacy.retention import acts, commands, jobs, repeating  # noqa: F401, PLC0415 - they register

        acts.register()
