"""The app of the room `ledger`."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "ictdesk.privacy.ledger"
    label = "ledger"
