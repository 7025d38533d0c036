"""The verbs of this room."""

from ictdesk.desk.people.commands.add_member import add_member
from ictdesk.desk.people.commands.change_role import change_role
from ictdesk.desk.people.commands.deactivate_member import deactivate_member
from ictdesk.desk.people.commands.make_api_key import make_api_key
from ictdesk.desk.people.commands.rename_self import rename_self
from ictdesk.desk.people.commands.revoke_api_key import revoke_api_key
from ictdesk.desk.people.commands.set_lead import set_lead
from ictdesk.desk.people.commands.set_notifications import set_notifications
from ictdesk.desk.people.commands.set_security import set_security
from ictdesk.desk.people.commands.set_signature import set_signature
from ictdesk.desk.people.commands.set_team import set_team

__all__ = [
    "add_member",
    "change_role",
    "deactivate_member",
    "make_api_key",
    "rename_self",
    "revoke_api_key",
    "set_lead",
    "set_notifications",
    "set_security",
    "set_signature",
    "set_team",
]
