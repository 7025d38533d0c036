"""The audit trail's app."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "ictdesk.kernel.audit"
    label = "audit"
