"""The verbs of this room."""

from ictdesk.desk.tickets.commands.promise import set_promise
from ictdesk.desk.tickets.commands.watch import watch

__all__ = ["set_promise", "watch"]
