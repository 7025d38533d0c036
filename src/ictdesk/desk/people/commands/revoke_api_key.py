"""Withdraw an API key."""

from ictdesk.desk.people import rules
from ictdesk.desk.people.models import ApiKey
from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import AlreadySo
from ictdesk.kernel.instructing import Alters


@command(allow=rules.can_manage_keys, while_ending=True, alters=Alters("programs", (ApiKey,)))
def revoke_api_key(*, actor: Actor, key: ApiKey) -> ApiKey:
    """Withdraws a key: it opens nothing from the commit on. Raises `AlreadySo`."""
    fresh: ApiKey = ApiKey.objects.select_for_update().find(id=key.id)
    if fresh.revoked_at is not None:
        raise AlreadySo
    fresh.revoked_at = clock.now()
    fresh.save(update_fields=["revoked_at"])
    record(actor, "key.revoke", "api_key", fresh.id)
    return fresh
