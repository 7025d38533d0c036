"""Withdraw a website's signing key."""

from ictdesk.desk.workspaces import rules
from ictdesk.desk.workspaces.models import SigningKey
from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import AlreadySo
from ictdesk.kernel.instructing import Alters


@command(allow=rules.can_manage, while_ending=True, alters=Alters("security", (SigningKey,)))
def withdraw_signing_key(*, actor: Actor, signing_key: SigningKey) -> SigningKey:
    """What it signed opens nothing from the commit on; sessions that are open stay. Raises `AlreadySo`."""
    fresh: SigningKey = SigningKey.objects.select_for_update().find(id=signing_key.id)
    if fresh.withdrawn_at is not None:
        raise AlreadySo
    fresh.withdrawn_at = clock.now()
    fresh.save(update_fields=["withdrawn_at"])
    record(actor, "signing_key.withdraw", "signing_key", fresh.id)
    return fresh
