"""The app of the widget surface."""

from django.apps import AppConfig


class WidgetConfig(AppConfig):
    name = "ictdesk.surfaces.widget"
    label = "widget_surface"
