"""Open what has slept long enough."""

from ictdesk.desk.conversations import rules
from ictdesk.desk.conversations.commands.status import set_status
from ictdesk.desk.conversations.models import Conversation
from ictdesk.desk.workspaces import queries as workspaces
from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.command import command


@command(allow=rules.can_set_status)
def wake(*, actor: Actor) -> int:
    """Opens every conversation whose time of sleep is over; returns how many."""
    status = workspaces.default_status("open")
    sleeping = Conversation.objects.filter(category="snoozed", snoozed_until__lte=clock.now()).order_by("id")
    for conversation in sleeping:
        set_status(actor=actor, conversation=conversation, status=status)
    return len(sleeping)
