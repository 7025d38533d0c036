"""The verbs of this room."""

from ictdesk.desk.mailboxes.commands.progress import begin_folder, keep_token, note_reading, note_stuck
from ictdesk.desk.mailboxes.commands.set_up import add_mailbox
from ictdesk.desk.mailboxes.commands.switch import remove_mailbox, switch_mailbox
from ictdesk.desk.mailboxes.commands.take import take_from_mailbox

__all__ = [
    "add_mailbox",
    "begin_folder",
    "keep_token",
    "note_reading",
    "note_stuck",
    "remove_mailbox",
    "switch_mailbox",
    "take_from_mailbox",
]
