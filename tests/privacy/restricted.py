"""Somebody is restricted in a test, and free again."""

from ictdesk.desk.conversations.models import Conversation
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.privacy.restriction import commands
from ictdesk.privacy.restriction.models import Restriction
from ictdesk.privacy.restriction.words import Ground
from tests.privacy.test_erasure_cases import asked
from tests.world import House


def placed(house: House, talk: Conversation, ground: Ground = "accuracy") -> Restriction:
    """Noor restricts whoever wrote in a conversation, by a case of theirs."""
    case = asked(house, talk, "restriction")
    with workspace_scope(house.id):
        return commands.restrict(actor=house.noor.actor, request=case, ground=ground)


def lifted(house: House, row: Restriction) -> Restriction:
    """They were told, and agreed at once."""
    with workspace_scope(house.id):
        row = commands.announce(actor=house.noor.actor, restriction=row)
        return commands.lift(actor=house.noor.actor, restriction=row, agreed=True)
