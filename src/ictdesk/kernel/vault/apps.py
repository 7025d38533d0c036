"""The vault's app."""

from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "ictdesk.kernel.vault"
    label = "vault"
