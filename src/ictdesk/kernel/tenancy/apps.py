"""The tenancy app: installs the query guard and the system checks."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created


class TenancyConfig(AppConfig):
    name = "ictdesk.kernel.tenancy"
    label = "tenancy"

    def ready(self) -> None:
        from ictdesk.kernel.tenancy import checks, guard  # noqa: F401, PLC0415 - need the app registry

        connection_created.connect(guard.install, dispatch_uid="ictdesk-query-guard")
