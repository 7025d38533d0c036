"""The audit trail's app."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "ictdesk.kernel.audit"
    label = "audit"

    def ready(self) -> None:
        from ictdesk.kernel.audit import jobs, retaining, telling  # noqa: F401, PLC0415 - they register themselves

        retaining.register()
