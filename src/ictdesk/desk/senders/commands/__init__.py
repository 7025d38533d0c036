"""The verbs of this room."""

from ictdesk.desk.senders.commands.domains import add_domain, note_check, remove_domain
from ictdesk.desk.senders.commands.set_sender import set_sender

__all__ = ["add_domain", "note_check", "remove_domain", "set_sender"]
