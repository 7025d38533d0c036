"""The verbs of this room."""

from ictdesk.desk.workspaces.commands.change_canned_reply import change_canned_reply
from ictdesk.desk.workspaces.commands.change_status import change_status
from ictdesk.desk.workspaces.commands.delete_canned_reply import delete_canned_reply
from ictdesk.desk.workspaces.commands.end import ask_end, take_end_back
from ictdesk.desk.workspaces.commands.found import found_workspace
from ictdesk.desk.workspaces.commands.inbox import make_inbox, set_inbox
from ictdesk.desk.workspaces.commands.make_canned_reply import make_canned_reply
from ictdesk.desk.workspaces.commands.make_signing_key import make_signing_key
from ictdesk.desk.workspaces.commands.make_status import make_status
from ictdesk.desk.workspaces.commands.make_tag import make_tag
from ictdesk.desk.workspaces.commands.make_team import make_team
from ictdesk.desk.workspaces.commands.move_status import move_status
from ictdesk.desk.workspaces.commands.notice import publish_notice
from ictdesk.desk.workspaces.commands.set_holidays import set_holidays
from ictdesk.desk.workspaces.commands.settings import set_workspace
from ictdesk.desk.workspaces.commands.ticket_type import make_ticket_type, rename_ticket_type
from ictdesk.desk.workspaces.commands.withdraw_signing_key import withdraw_signing_key

__all__ = [
    "ask_end",
    "change_canned_reply",
    "change_status",
    "delete_canned_reply",
    "found_workspace",
    "make_canned_reply",
    "make_inbox",
    "make_signing_key",
    "make_status",
    "make_tag",
    "make_team",
    "make_ticket_type",
    "move_status",
    "publish_notice",
    "rename_ticket_type",
    "set_holidays",
    "set_inbox",
    "set_workspace",
    "take_end_back",
    "withdraw_signing_key",
]
