"""The verbs of this room."""

from ictdesk.desk.mail.commands.receive import receive
from ictdesk.desk.mail.commands.take_in import take_in

__all__ = ["receive", "take_in"]
