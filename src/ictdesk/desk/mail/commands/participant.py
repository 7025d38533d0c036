"""Name somebody who is in copy of every answer and may answer; take them out again."""

from ictdesk.desk.contacts import commands as contacts
from ictdesk.desk.contacts.models import Contact, Identity
from ictdesk.desk.contacts.names import clean_email
from ictdesk.desk.conversations.changing import changed, lock
from ictdesk.desk.conversations.events import ConversationChanged
from ictdesk.desk.conversations.models import Conversation
from ictdesk.desk.mail import addresses, copies, limits, rules
from ictdesk.desk.mail.models import Participant
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import AlreadySo, Invalid

MOST = 10


@command(allow=rules.can_name)
def add_participant(*, actor: Actor, conversation: Conversation, address: str, name: str = "") -> Participant:
    """From here on every answer goes to them too, and what they answer joins. What was written before does not.

    Raises `Invalid` for what is no address or one of this desk, `AlreadySo` for whoever takes part already.
    """
    address = clean_email(address)
    if addresses.slug_of(address.rpartition("@")[2]):
        raise Invalid("This is an address of the desk itself.")
    locked = lock(conversation.id)
    if copies.who(locked, limits.digest_of(address)) is not None:
        raise AlreadySo("They take part already.")
    if Participant.objects.filter(conversation=locked).count() >= MOST:
        raise Invalid(f"At most {MOST} people are in copy.")
    made: Participant = Participant.objects.create(
        conversation=locked, contact=_contact(actor, address, name)
    )
    record(actor, "participant.add", "conversation", locked.id, contact=str(made.contact_id))
    changed(locked, actor, ConversationChanged)
    return made


@command(allow=rules.can_name)
def remove_participant(*, actor: Actor, participant: Participant) -> None:
    """No further answer goes to them, and what they write lands apart. What they wrote stays."""
    locked = lock(participant.conversation_id)
    record(actor, "participant.remove", "conversation", locked.id, contact=str(participant.contact_id))
    participant.delete()
    changed(locked, actor, ConversationChanged)


def _contact(actor: Actor, address: str, name: str) -> Contact:
    """Whoever was last known by this address, or somebody new: the team says who it is, no mail does."""
    known = Identity.objects.filter(kind="email", digest=limits.digest_of(address), current=True)
    newest = known.filter(contact__merged_into=None).select_related("contact").order_by("-created_at").first()
    if newest is not None:
        return newest.contact  # type: ignore[no-any-return]
    made = contacts.make_contact(actor=actor, name=name or address.partition("@")[0][:80])
    contacts.claim_email(actor=actor, contact=made, address=address)
    return made
