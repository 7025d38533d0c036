"""The verbs of this room."""

from ictdesk.desk.workspaces.commands.change_canned_reply import change_canned_reply
from ictdesk.desk.workspaces.commands.delete_canned_reply import delete_canned_reply
from ictdesk.desk.workspaces.commands.found import found_workspace
from ictdesk.desk.workspaces.commands.inbox import make_inbox, set_inbox
from ictdesk.desk.workspaces.commands.make_canned_reply import make_canned_reply
from ictdesk.desk.workspaces.commands.notice import publish_notice
from ictdesk.desk.workspaces.commands.settings import set_workspace

__all__ = [
    "change_canned_reply",
    "delete_canned_reply",
    "found_workspace",
    "make_canned_reply",
    "make_inbox",
    "publish_notice",
    "set_inbox",
    "set_workspace",
]
