"""The app of the room `contacts`."""

from django.apps import AppConfig


class ContactsConfig(AppConfig):
    name = "ictdesk.desk.contacts"
    label = "contacts"
