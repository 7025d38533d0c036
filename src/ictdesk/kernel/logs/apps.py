"""The app of the logs."""

from django.apps import AppConfig


class LogsConfig(AppConfig):
    name = "ictdesk.kernel.logs"
    label = "logs"
