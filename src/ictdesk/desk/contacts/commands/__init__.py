"""The verbs of this room."""

from ictdesk.desk.contacts.commands.change_attribute import change_attribute
from ictdesk.desk.contacts.commands.confirm_identity import confirm_identity
from ictdesk.desk.contacts.commands.define_attribute import define_attribute
from ictdesk.desk.contacts.commands.drop_attribute import drop_attribute
from ictdesk.desk.contacts.commands.identify import claim_email
from ictdesk.desk.contacts.commands.make import make_contact
from ictdesk.desk.contacts.commands.rename import rename

__all__ = [
    "change_attribute",
    "claim_email",
    "confirm_identity",
    "define_attribute",
    "drop_attribute",
    "make_contact",
    "rename",
]
