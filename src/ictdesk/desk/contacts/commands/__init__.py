"""The verbs of this room."""

from ictdesk.desk.contacts.commands.confirm_identity import confirm_identity
from ictdesk.desk.contacts.commands.identify import claim_email
from ictdesk.desk.contacts.commands.make import make_contact
from ictdesk.desk.contacts.commands.rename import rename

__all__ = ["claim_email", "confirm_identity", "make_contact", "rename"]
