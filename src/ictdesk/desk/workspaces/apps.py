"""The app of the room `workspaces`."""

from django.apps import AppConfig


class WorkspacesConfig(AppConfig):
    name = "ictdesk.desk.workspaces"
    label = "workspaces"
