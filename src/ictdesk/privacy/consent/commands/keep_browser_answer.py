"""Keep what somebody answered whom nobody knows: a browser, by an id that it made for this."""

from uuid import UUID

from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import Invalid
from ictdesk.kernel.ids import new_id
from ictdesk.privacy.consent import asking, events, rules, saying
from ictdesk.privacy.consent.commands.keep_answer import ANSWERS, keep
from ictdesk.privacy.consent.models import ConsentEvent, ConsentPurpose
from ictdesk.privacy.consent.saying import Said
from ictdesk.privacy.consent.words import Answer


@command(allow=rules.only_the_software, while_ending=True)
def keep_browser_answer(
    *, actor: Actor, purpose: ConsentPurpose, browser: UUID | None, state: Answer, how: Said
) -> ConsentEvent:
    """A yes and its withdrawal are of one browser. A no of one that never agreed is kept without an id: it need not be found again.

    Raises `Invalid` for a yes without an id, `AlreadySo`, `Conflict` for words that were replaced.
    """
    if state not in ANSWERS:
        raise Invalid(f"The answer is one of {', '.join(ANSWERS)}.")
    if state == "given" and browser is None:
        raise Invalid("A yes names the browser that it is of.")
    digest = asking.digest_of(f"browser:{browser}") if browser else b""
    if browser and (state == "given" or events.state_of(digest, purpose)):
        return keep(actor, purpose, digest, state, how)
    fields = saying.checked(purpose, how, agrees=False)
    nobody = asking.digest_of(f"browser:{new_id()}")
    made: ConsentEvent = ConsentEvent.objects.create(
        digest=nobody, purpose=purpose, state="refused", at=clock.now(), **fields
    )
    return made
