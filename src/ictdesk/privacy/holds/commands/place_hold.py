"""Have a person, or some of their threads, stay whatever else is asked."""

from collections.abc import Collection
from datetime import date, timedelta
from uuid import UUID

from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.datamap.persons import Person, person_of
from ictdesk.kernel.datamap.tables import table
from ictdesk.kernel.errors import Invalid, NotFound
from ictdesk.kernel.home import home
from ictdesk.kernel.vault import keyring
from ictdesk.privacy.holds import rules
from ictdesk.privacy.holds.models import Hold, HoldAddress, HoldSubject, HoldThread
from ictdesk.privacy.holds.queries import addresses_of
from ictdesk.privacy.holds.words import KINDS
from ictdesk.privacy.ledger.appending import append
from ictdesk.privacy.ledger.entries import Fact

LONGEST = 2_000
MOST_THREADS = 50
LONGEST_REVIEW = timedelta(days=366)


@command(allow=rules.can_hold, while_ending=True)
def place_hold(
    *,
    actor: Actor,
    subjects: Collection[UUID],
    kind: str,
    reason: str,
    review_on: date,
    threads: Collection[UUID] = (),
) -> Hold:
    """Holds whoever these keys belong to; with threads, these alone. It stands at once; a second person approves it.

    Raises `Invalid` without a reason, for an unknown kind, too many threads, or a review that is past or more than a
    year away; `NotFound` for keys of nobody and for threads of somebody else.
    """
    person = person_of(subjects=subjects)
    if not person.contacts:
        raise NotFound
    said = _ground(kind, reason)
    must_be_near(review_on)
    wanted = _theirs(person, threads)
    hold = Hold(
        subject_id=keyring.new_subject(),
        kind=kind,
        whole=not wanted,
        reason=said,
        review_on=review_on,
        placed_by=actor.id,
        placed_at=clock.now(),
    )
    _into_ledger(hold, person, wanted)
    hold.save()
    name(hold, person, wanted)
    record(actor, "hold.placed", "hold", hold.id, kind=kind, threads=len(wanted))
    return hold


def name(hold: Hold, person: Person, threads: Collection[UUID]) -> None:
    """Notes by what it is found."""
    HoldSubject.objects.bulk_create(HoldSubject(hold=hold, person_id=key) for key in sorted(person.subjects))
    HoldAddress.objects.bulk_create(
        HoldAddress(hold=hold, digest=one) for one in sorted(addresses_of(person))
    )
    HoldThread.objects.bulk_create(HoldThread(hold=hold, conversation_id=one) for one in threads)


def must_be_near(day: date) -> None:
    """Raises `Invalid` for a review that is past or more than a year away."""
    today = clock.now().astimezone(home().zone).date()
    if not today <= day <= today + LONGEST_REVIEW:
        raise Invalid("Somebody looks at a hold again within a year, and not in the past.")


def _into_ledger(hold: Hold, person: Person, threads: list[UUID]) -> None:
    facts: dict[str, Fact] = {
        "hold": str(hold.id),
        "kind": hold.kind,
        "review": hold.review_on.isoformat(),
        "threads": [*map(str, threads)],
    }
    append("hold.placed", contacts=sorted(person.contacts), subjects=sorted(person.subjects), facts=facts)


def _ground(kind: str, reason: str) -> str:
    said = reason.strip()
    if kind not in KINDS or not 0 < len(said) <= LONGEST:
        raise Invalid(
            f"A hold has one of the grounds of the list, and 1 to {LONGEST} characters that say which."
        )
    return said


def _theirs(person: Person, threads: Collection[UUID]) -> list[UUID]:
    wanted = set(threads)
    if len(wanted) > MOST_THREADS:
        raise Invalid(f"A hold names at most {MOST_THREADS} threads; hold the person instead.")
    rows = table("conversation").objects  # type: ignore[attr-defined]
    found = set(rows.filter(id__in=wanted, contact_id__in=person.contacts).values_list("id", flat=True))
    if found != wanted:
        raise NotFound
    return sorted(found)
