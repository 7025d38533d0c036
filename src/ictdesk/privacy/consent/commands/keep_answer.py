"""Keep what somebody answered."""

from typing import get_args

from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import AlreadySo, Conflict, Invalid
from ictdesk.privacy.consent import asking, events, rules, saying
from ictdesk.privacy.consent.models import ConsentEvent, ConsentPurpose
from ictdesk.privacy.consent.saying import Said
from ictdesk.privacy.consent.words import ALLOWS, Answer, State

ANSWERS = get_args(Answer.__value__)


@command(allow=rules.can_keep, while_ending=True)
def keep_answer(
    *, actor: Actor, purpose: ConsentPurpose, address: str, state: Answer, how: Said
) -> ConsentEvent:
    """Keeps given, refused or withdrawn. From the moment this is committed nothing is handed over against it.

    A yes is refused where the mailbox's owner has to confirm it: `ask` them. Raises `Invalid`, `AlreadySo`, and `Conflict`
    for words that were replaced.
    """
    if state not in ANSWERS:
        raise Invalid(f"The answer is one of {', '.join(ANSWERS)}.")
    if state == "given" and purpose.double:
        raise Conflict("The owner of the mailbox has to confirm this one: have them asked.")
    digest = asking.digest_of(saying.address_of(address))
    return keep(actor, purpose, digest, state, how)


def keep(actor: Actor, purpose: ConsentPurpose, digest: bytes, state: Answer, how: Said) -> ConsentEvent:
    """The same for whoever is known by the digest. Raises `AlreadySo`, `Conflict`, `Invalid`."""
    fields = saying.checked(purpose, how, agrees=state == "given")
    held = events.state_of(digest, purpose)
    if held is not None and held.state == state and state != "given":
        raise AlreadySo
    if state == "withdrawn" and held is None:
        state = "refused"  # there is nothing to take back, and it is a no all the same
    word: State = "renewed" if state == "given" and held is not None and held.state in ALLOWS else state
    made = events.add(digest, purpose, word, **fields)
    record(actor, "consent.answer", "consent_purpose", purpose.id, state=word, how=how.how)
    return made
