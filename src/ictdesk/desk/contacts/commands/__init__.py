"""The verbs of this room."""

from ictdesk.desk.contacts.commands.identify import claim_email
from ictdesk.desk.contacts.commands.make import make_contact
from ictdesk.desk.contacts.commands.rename import rename

__all__ = ["claim_email", "make_contact", "rename"]
