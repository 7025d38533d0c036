"""Make a key with which a website signs who its visitors are."""

from ictdesk.desk.workspaces import rules, signing
from ictdesk.desk.workspaces.models import Inbox, SigningKey
from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import Conflict
from ictdesk.kernel.instructing import Alters

AT_ONCE = 2


@command(allow=rules.can_manage, alters=Alters("security", (SigningKey,)))
def make_signing_key(*, actor: Actor, inbox: Inbox) -> tuple[SigningKey, str]:
    """Makes a key and returns it with its secret. Two may be valid, so that one follows the other.

    Raises `Conflict` for a third.
    """
    locked: Inbox = Inbox.objects.select_for_update().find(id=inbox.id)
    if SigningKey.objects.filter(inbox=locked, withdrawn_at__isnull=True).count() >= AT_ONCE:
        raise Conflict("Two keys are valid already. Withdraw the old one first.")
    key = SigningKey(inbox=locked, created_at=clock.now())
    key.save()
    record(actor, "signing_key.make", "signing_key", key.id)
    return key, signing.secret_of(key.id)
