"""Ask the owner of a mailbox to confirm (double opt-in)."""

from datetime import timedelta

from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import TooManyRequests
from ictdesk.kernel.jobs import defer
from ictdesk.kernel.vault import keyring
from ictdesk.privacy.consent import asking, events, rules, saying
from ictdesk.privacy.consent.models import ConsentEvent, ConsentPurpose, ConsentQuestion
from ictdesk.privacy.consent.saying import Said

VALID = timedelta(days=7)
MOST_A_DAY = 3
"""So often may one mailbox be asked, whatever for: nobody fills it by typing its address into forms."""


@command(allow=rules.can_keep)
def ask(*, actor: Actor, purpose: ConsentPurpose, address: str, how: Said) -> ConsentEvent:
    """Mails the question; until it is confirmed nothing changes. The mail is the only one that is sent without a yes.

    Raises `Invalid`, `Conflict` for words that were replaced, `TooManyRequests`.
    """
    address = saying.address_of(address)
    digest = asking.digest_of(address)
    fields = saying.checked(purpose, how, agrees=True)
    now = clock.now()
    events.state_of(digest, purpose)  # one at a time
    lately = ConsentQuestion.objects.filter(digest=digest, ends_at__gt=now + VALID - timedelta(days=1))
    if lately.count() >= MOST_A_DAY:
        raise TooManyRequests(retry_after=24 * 3600)
    event = events.add(digest, purpose, "requested", **fields)
    row = ConsentQuestion(
        digest=digest, subject_id=keyring.new_subject(), address=address, event=event, ends_at=now + VALID
    )
    row.save()
    defer("consent.ask", question=row.id)
    record(actor, "consent.ask", "consent_purpose", purpose.id, how=how.how)
    return event
