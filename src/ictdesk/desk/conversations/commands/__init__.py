"""The verbs of this room."""

from ictdesk.desk.conversations.commands.assign import assign
from ictdesk.desk.conversations.commands.attach import drop_unreferenced, upload
from ictdesk.desk.conversations.commands.change_message import delete_message, edit_message
from ictdesk.desk.conversations.commands.introduce import introduce
from ictdesk.desk.conversations.commands.label import set_priority, set_tags
from ictdesk.desk.conversations.commands.read import mark_read
from ictdesk.desk.conversations.commands.reply import note, reply
from ictdesk.desk.conversations.commands.session import end_session, open_session
from ictdesk.desk.conversations.commands.start import start, start_for
from ictdesk.desk.conversations.commands.status import reopen, set_status, solve
from ictdesk.desk.conversations.commands.wake import wake

__all__ = [
    "assign",
    "delete_message",
    "drop_unreferenced",
    "edit_message",
    "end_session",
    "introduce",
    "mark_read",
    "note",
    "open_session",
    "reopen",
    "reply",
    "set_priority",
    "set_status",
    "set_tags",
    "solve",
    "start",
    "start_for",
    "upload",
    "wake",
]
