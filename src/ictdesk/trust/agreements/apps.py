"""The app of the room `agreements`."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "ictdesk.trust.agreements"
    label = "agreements"
