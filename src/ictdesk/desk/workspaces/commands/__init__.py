"""The verbs of this room."""

from ictdesk.desk.workspaces.commands.found import found_workspace
from ictdesk.desk.workspaces.commands.inbox import make_inbox, set_inbox
from ictdesk.desk.workspaces.commands.notice import publish_notice
from ictdesk.desk.workspaces.commands.settings import set_workspace

__all__ = ["found_workspace", "make_inbox", "publish_notice", "set_inbox", "set_workspace"]
