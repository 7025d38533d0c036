"""The verbs of this room."""

from ictdesk.desk.mail.commands.ask_transcript import ask_transcript
from ictdesk.desk.mail.commands.mail_template import reset_mail_template, set_mail_template
from ictdesk.desk.mail.commands.note_report import note_report
from ictdesk.desk.mail.commands.participant import add_participant, remove_participant
from ictdesk.desk.mail.commands.receive import receive
from ictdesk.desk.mail.commands.send_again import lift_suppression, send_again
from ictdesk.desk.mail.commands.set_mail import set_mail
from ictdesk.desk.mail.commands.take_in import take_in

__all__ = [
    "add_participant",
    "ask_transcript",
    "lift_suppression",
    "note_report",
    "receive",
    "remove_participant",
    "reset_mail_template",
    "send_again",
    "set_mail",
    "set_mail_template",
    "take_in",
]
