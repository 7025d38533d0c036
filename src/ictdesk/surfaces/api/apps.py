"""The app of the api surface."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "ictdesk.surfaces.api"
    label = "api_surface"

    def ready(self) -> None:
        from ictdesk.surfaces.api import jobs  # noqa: F401, PLC0415 - registers itself
