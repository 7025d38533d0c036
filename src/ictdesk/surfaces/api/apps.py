"""The app of the api surface."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "ictdesk.surfaces.api"
    label = "api_surface"
