"""`procrastinate`, shut outside development."""

from procrastinate.contrib.django.management.commands.procrastinate import Command as Open

from ictdesk.trust.access.closed import Closed


class Command(Closed, Open):
    """Refuses before it opens anything."""
