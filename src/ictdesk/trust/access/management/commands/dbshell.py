"""`dbshell`, shut outside development."""

from django.core.management.commands.dbshell import Command as Open

from ictdesk.trust.access.closed import Closed


class Command(Closed, Open):
    """Refuses before it opens anything."""
