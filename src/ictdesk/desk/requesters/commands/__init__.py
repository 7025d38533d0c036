"""The verbs of this room."""

from ictdesk.desk.requesters.commands.code import ask_code, ask_code_for, count_try, enter, leave, tidy
from ictdesk.desk.requesters.commands.transcript import mail_request
from ictdesk.desk.requesters.commands.write import answer, begin

__all__ = [
    "answer",
    "ask_code",
    "ask_code_for",
    "begin",
    "count_try",
    "enter",
    "leave",
    "mail_request",
    "tidy",
]
