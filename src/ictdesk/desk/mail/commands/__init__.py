"""The verbs of this room."""

from ictdesk.desk.mail.commands.receive import receive
from ictdesk.desk.mail.commands.send_again import lift_suppression, send_again
from ictdesk.desk.mail.commands.set_mail import set_mail
from ictdesk.desk.mail.commands.take_in import take_in

__all__ = ["lift_suppression", "receive", "send_again", "set_mail", "take_in"]
