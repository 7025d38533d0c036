"""The verbs of this room."""

from ictdesk.privacy.recipients.commands.confirm import confirm_notice
from ictdesk.privacy.recipients.commands.disclose import note_disclosure
from ictdesk.privacy.recipients.commands.note import give_up_programs, note_notice, note_try
from ictdesk.privacy.recipients.commands.settle import settle_notice

__all__ = [
    "confirm_notice",
    "give_up_programs",
    "note_disclosure",
    "note_notice",
    "note_try",
    "settle_notice",
]
