"""Something is to be mailed to a member."""

from ictdesk.desk.conversations import commands
from ictdesk.desk.conversations.models import Conversation
from ictdesk.desk.digests.commands import set_digest
from tests.world import US, House


def something_waits(house: House, conversation: Conversation) -> None:
    """A conversation is given to the first of the members, who is mailed of it."""
    person = next(iter(house.people.values()))
    set_digest(actor=person.actor, member=person.row, often="at_once", hour=8, zone="UTC")
    commands.assign(actor=US, conversation=conversation, member=person.row)
