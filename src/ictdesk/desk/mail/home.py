"""Tells the rooms beside the desk where the workspace is at home."""

from email.utils import parseaddr
from zoneinfo import ZoneInfo

from django.conf import settings

from ictdesk.desk.mail import addresses
from ictdesk.desk.people import queries as people
from ictdesk.desk.workspaces import queries as workspaces
from ictdesk.kernel.errors import NotFound
from ictdesk.kernel.home import Home


def home() -> Home:
    """Of the workspace in scope: its letters come from its oldest mail inbox, or from the installation's address."""
    workspace = workspaces.workspace()
    try:
        sender = addresses.address_of(workspaces.first_mail_inbox(), workspace)
    except NotFound:
        sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return Home(
        name=workspace.name,
        zone=ZoneInfo(workspace.time_zone),
        country=workspace.holidays_of.partition("-")[0],
        sender=sender,
        leads=people.lead_addresses,
        lead=people.lead_id,
    )
