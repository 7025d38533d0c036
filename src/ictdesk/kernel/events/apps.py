"""The event stream's app."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "ictdesk.kernel.events"
    label = "events"
