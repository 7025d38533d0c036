"""Make an API key."""

from collections.abc import Sequence
from datetime import datetime

from ictdesk.desk.people import rules, secrets
from ictdesk.desk.people.models import ApiKey
from ictdesk.kernel import clock, ids
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import Invalid
from ictdesk.kernel.instructing import Alters
from ictdesk.kernel.tenancy import current_workspace


@command(allow=rules.can_manage_keys, alters=Alters("programs", (ApiKey,)))
def make_api_key(
    *, actor: Actor, name: str, scopes: Sequence[str], expires_at: datetime | None = None
) -> tuple[ApiKey, str]:
    """Makes a key and returns it with its secret, which cannot be had again.

    Raises `Invalid` for a name, a scope or a time that cannot be.
    """
    assert actor.id is not None  # the rule lets members only
    name = name.strip()
    if not 0 < len(name) <= 80 or not name.isprintable():
        raise Invalid("A key has a name of 1 to 80 characters.")
    if not scopes or not set(scopes) <= rules.SCOPES.keys():
        raise Invalid(f"Choose scopes among {', '.join(rules.SCOPES)}.")
    if expires_at is not None and expires_at <= clock.now():
        raise Invalid("The time at which the key ends is over.")
    secret = ids.new_secret(secrets.PREFIX, current_workspace())
    key = ApiKey(
        name=name,
        digest=secrets.digest(secret),
        scopes=sorted(set(scopes)),
        made_by_id=actor.id,
        expires_at=expires_at,
    )
    key.save()
    record(actor, "key.make", "api_key", key.id, scopes=" ".join(key.scopes))
    return key, secret
