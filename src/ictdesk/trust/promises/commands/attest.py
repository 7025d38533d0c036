"""Vouch for what no program can see."""

from datetime import date, timedelta

from ictdesk.desk.people.queries import oneself
from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import Invalid, NotFound
from ictdesk.trust.access import vendor
from ictdesk.trust.promises import rules
from ictdesk.trust.promises.claims import find
from ictdesk.trust.promises.models import Attestation

LONGEST = timedelta(days=366)
WORDS = 500


@command(allow=rules.can_attest)
def attest(*, actor: Actor, claim: str, words: str, until: date) -> Attestation:
    """In the vendor's workspace alone, with one's name, for a year at most. Raises `Invalid`, and `NotFound` for a claim that
    is checked and not vouched for.
    """
    vendor.must_be_here()
    known = find(claim)
    if known is None or not known.attested:
        raise NotFound
    today = clock.now().date()
    if not today <= until <= today + LONGEST:
        raise Invalid("It is vouched for until a day of the next year.")
    said = words.strip()
    if not 1 <= len(said) <= WORDS:
        raise Invalid(f"Say in 1 to {WORDS} characters what you looked at. Name nobody.")
    made = Attestation.objects.create(
        claim=claim, at=clock.now(), until=until, words=said, user_id=oneself(actor).user_id
    )
    record(actor, "promise.attest", "attestation", made.id, claim=claim, until=until.isoformat())
    return made
