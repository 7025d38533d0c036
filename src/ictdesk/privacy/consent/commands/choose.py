"""Change one's own choices by the link at the foot of a mail."""

from ictdesk.kernel.actor import Actor
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import Conflict
from ictdesk.privacy.consent import events, rules, tokens
from ictdesk.privacy.consent.commands.keep_answer import keep
from ictdesk.privacy.consent.models import ConsentEvent, ConsentPurpose
from ictdesk.privacy.consent.saying import Said
from ictdesk.privacy.consent.words import Answer


@command(allow=rules.only_the_software, while_ending=True)
def choose(*, actor: Actor, purpose: ConsentPurpose, token: str, state: Answer, how: Said) -> ConsentEvent:
    """A no counts from everybody who has the link. A yes only where this address agreed once: who has the link reads the mailbox,
    and no link is ever made for an address that never did.

    Raises `NotFound` for a token that is not ours, `AlreadySo`, `Conflict`.
    """
    digest = tokens.choices_of(token)
    if state == "given" and events.state_of(digest, purpose) is None:
        raise Conflict("Nobody with this address was asked for that.")
    return keep(actor, purpose, digest, state, how)
