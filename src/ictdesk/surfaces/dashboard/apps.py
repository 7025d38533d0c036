"""The app of the dashboard surface."""

from django.apps import AppConfig


class DashboardConfig(AppConfig):
    name = "ictdesk.surfaces.dashboard"
    label = "dashboard_surface"
