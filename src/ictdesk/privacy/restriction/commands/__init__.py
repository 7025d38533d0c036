"""The verbs of this room."""

from ictdesk.privacy.restriction.commands.announce import announce
from ictdesk.privacy.restriction.commands.answer_mail import answer_mail
from ictdesk.privacy.restriction.commands.lift import lift
from ictdesk.privacy.restriction.commands.look import look
from ictdesk.privacy.restriction.commands.restrict import restrict

__all__ = ["announce", "answer_mail", "lift", "look", "restrict"]
