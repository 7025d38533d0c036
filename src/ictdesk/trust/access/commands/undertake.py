"""The undertaking of confidentiality (Art. 28(3)(b) GDPR): each signs for themselves."""

from ictdesk.desk.people.queries import oneself
from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import AlreadySo, Conflict
from ictdesk.trust.access import oncall, rules, words
from ictdesk.trust.access.models import OnCallEvent
from ictdesk.trust.access.vendor import must_be_here


@command(allow=rules.can_ask)
def sign_undertaking(*, actor: Actor, version: str) -> OnCallEvent:
    """Signs the text in force. Raises `Conflict` for another version and for whoever is not on the register, `AlreadySo`."""
    must_be_here()
    me = oneself(actor)
    entry = oncall.entry_of(me.user_id)
    if entry is None:
        raise Conflict("You are not on the register.")
    if version != words.VERSION:
        raise Conflict("The undertaking changed meanwhile: read it again, please.")
    if entry.signed_at is not None and entry.wording == version:
        raise AlreadySo
    return _add(actor, "signed", wording=version, digest=words.digest())


@command(allow=rules.can_ask)
def withdraw_undertaking(*, actor: Actor) -> OnCallEvent:
    """Takes it back: from now on nobody lets them in. Raises `AlreadySo`."""
    must_be_here()
    entry = oncall.entry_of(oneself(actor).user_id)
    if entry is None or entry.signed_at is None:
        raise AlreadySo
    return _add(actor, "withdrawn")


def _add(actor: Actor, kind: str, *, wording: str = "", digest: bytes | None = None) -> OnCallEvent:
    me = oneself(actor)
    made = OnCallEvent.objects.create(
        user_id=me.user_id, kind=kind, wording=wording, digest=digest, by=me.user_id, at=clock.now()
    )
    record(actor, f"on_call.{kind}", "member", me.id, wording=wording)
    return made
