"""The verbs of this room."""

from ictdesk.privacy.rights.commands.abandon import abandon
from ictdesk.privacy.rights.commands.ask_detail import ask_detail, note_detail
from ictdesk.privacy.rights.commands.ask_identity import ask_identity
from ictdesk.privacy.rights.commands.begin_work import begin_work
from ictdesk.privacy.rights.commands.close_case import close_case
from ictdesk.privacy.rights.commands.decide import decide
from ictdesk.privacy.rights.commands.deliver import deliver
from ictdesk.privacy.rights.commands.extend import extend
from ictdesk.privacy.rights.commands.identify import identify
from ictdesk.privacy.rights.commands.join_cases import join_cases
from ictdesk.privacy.rights.commands.note import note_sent, note_warned
from ictdesk.privacy.rights.commands.open_case import Asked, open_case
from ictdesk.privacy.rights.commands.pass_on import pass_on
from ictdesk.privacy.rights.commands.propose import Decision, propose
from ictdesk.privacy.rights.commands.review import read_too, send_back
from ictdesk.privacy.rights.commands.sort_case import sort_case
from ictdesk.privacy.rights.commands.take_back import take_back

__all__ = [
    "Asked",
    "Decision",
    "abandon",
    "ask_detail",
    "ask_identity",
    "begin_work",
    "close_case",
    "decide",
    "deliver",
    "extend",
    "identify",
    "join_cases",
    "note_detail",
    "note_sent",
    "note_warned",
    "open_case",
    "pass_on",
    "propose",
    "read_too",
    "send_back",
    "sort_case",
    "take_back",
]
