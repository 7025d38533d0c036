"""The app of the room `counting`."""

from django.apps import AppConfig


class CountingConfig(AppConfig):
    name = "ictdesk.business.counting"
    label = "counting"
