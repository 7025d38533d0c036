"""The app of the room `ledger`."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "ictdesk.privacy.ledger"
    label = "ledger"

    def ready(self) -> None:
        from ictdesk.privacy.ledger import checks, jobs  # noqa: F401, PLC0415 - they register themselves
