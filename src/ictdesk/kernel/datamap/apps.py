"""The data map's app: installs its checks."""

from django.apps import AppConfig


class DatamapConfig(AppConfig):
    name = "ictdesk.kernel.datamap"
    label = "datamap"

    def ready(self) -> None:
        from ictdesk.kernel.datamap import checks, packages, path_checks  # noqa: F401, PLC0415 - need the app registry
