"""The verbs of this room."""

from ictdesk.desk.tickets.commands.apply_macro import apply_macro
from ictdesk.desk.tickets.commands.change_macro import change_macro
from ictdesk.desk.tickets.commands.delete_macro import delete_macro
from ictdesk.desk.tickets.commands.make_macro import make_macro
from ictdesk.desk.tickets.commands.promise import set_promise
from ictdesk.desk.tickets.commands.watch import watch

__all__ = ["apply_macro", "change_macro", "delete_macro", "make_macro", "set_promise", "watch"]
