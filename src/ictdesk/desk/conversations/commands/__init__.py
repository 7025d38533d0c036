"""The verbs of this room."""

from ictdesk.desk.conversations.commands.add_identity import add_identity
from ictdesk.desk.conversations.commands.assign import assign, assign_team
from ictdesk.desk.conversations.commands.attach import drop_unreferenced, upload
from ictdesk.desk.conversations.commands.bulk import bulk
from ictdesk.desk.conversations.commands.change_message import delete_message, edit_message
from ictdesk.desk.conversations.commands.correct_message import correct_message, remove_correction
from ictdesk.desk.conversations.commands.delete_status import delete_status
from ictdesk.desk.conversations.commands.delete_tag import delete_tag
from ictdesk.desk.conversations.commands.delete_team import delete_team
from ictdesk.desk.conversations.commands.delete_ticket_type import delete_ticket_type
from ictdesk.desk.conversations.commands.drop_field import drop_field
from ictdesk.desk.conversations.commands.introduce import introduce
from ictdesk.desk.conversations.commands.label import set_priority, set_tags
from ictdesk.desk.conversations.commands.link import link, unlink
from ictdesk.desk.conversations.commands.merge import merge
from ictdesk.desk.conversations.commands.merge_contacts import merge_contacts
from ictdesk.desk.conversations.commands.merge_tags import merge_tags
from ictdesk.desk.conversations.commands.read import mark_read
from ictdesk.desk.conversations.commands.remove_identity import remove_identity
from ictdesk.desk.conversations.commands.rename_tag import rename_tag
from ictdesk.desk.conversations.commands.reply import note, reply
from ictdesk.desk.conversations.commands.saved_view import change_view, delete_view, save_view
from ictdesk.desk.conversations.commands.schedule import call_off, change_scheduled, schedule, send_scheduled
from ictdesk.desk.conversations.commands.session import end_session, open_session
from ictdesk.desk.conversations.commands.set_attributes import set_attributes
from ictdesk.desk.conversations.commands.set_delivery import set_delivery
from ictdesk.desk.conversations.commands.set_fields import set_fields
from ictdesk.desk.conversations.commands.split import split
from ictdesk.desk.conversations.commands.start import start, start_for
from ictdesk.desk.conversations.commands.start_for_new import start_for_new
from ictdesk.desk.conversations.commands.status import reopen, set_status, snooze, solve
from ictdesk.desk.conversations.commands.ticket import make_ticket, set_followers, set_subject, set_type
from ictdesk.desk.conversations.commands.undo import undo
from ictdesk.desk.conversations.commands.undo_merge import undo_merge
from ictdesk.desk.conversations.commands.unmerge import unmerge
from ictdesk.desk.conversations.commands.wake import wake

__all__ = [
    "add_identity",
    "assign",
    "assign_team",
    "bulk",
    "call_off",
    "change_scheduled",
    "change_view",
    "correct_message",
    "delete_message",
    "delete_status",
    "delete_tag",
    "delete_team",
    "delete_ticket_type",
    "delete_view",
    "drop_field",
    "drop_unreferenced",
    "edit_message",
    "end_session",
    "introduce",
    "link",
    "make_ticket",
    "mark_read",
    "merge",
    "merge_contacts",
    "merge_tags",
    "note",
    "open_session",
    "remove_correction",
    "remove_identity",
    "rename_tag",
    "reopen",
    "reply",
    "save_view",
    "schedule",
    "send_scheduled",
    "set_attributes",
    "set_delivery",
    "set_fields",
    "set_followers",
    "set_priority",
    "set_status",
    "set_subject",
    "set_tags",
    "set_type",
    "snooze",
    "solve",
    "split",
    "start",
    "start_for",
    "start_for_new",
    "undo",
    "undo_merge",
    "unlink",
    "unmerge",
    "upload",
    "wake",
]
