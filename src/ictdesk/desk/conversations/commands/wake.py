"""Open what has slept long enough."""

from ictdesk.desk.conversations import rules
from ictdesk.desk.conversations.commands.status import move
from ictdesk.desk.conversations.models import Conversation
from ictdesk.desk.workspaces import queries as workspaces
from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.command import command
from ictdesk.kernel.vault import keyring


@command(allow=rules.can_set_status)
def wake(*, actor: Actor) -> int:
    """Opens every conversation whose time of sleep is over; returns how many.

    What another worker wakes at this moment is left to it, so each wakes once.
    """
    sleeping = (
        Conversation.objects.select_for_update(no_key=True, skip_locked=True)
        .filter(category="snoozed", snoozed_until__lte=clock.now())
        .order_by("id")
    )
    woken = list(keyring.in_reach(sleeping))
    if woken:
        status = workspaces.default_status("open")
        for locked in woken:
            move(actor, locked, status, None)
    return len(woken)
