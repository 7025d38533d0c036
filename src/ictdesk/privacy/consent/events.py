"""Adds an event and brings the state up to it: the only place where either is written."""

from datetime import datetime
from typing import Any

from django.db import connections

from ictdesk.kernel import clock
from ictdesk.kernel.ids import new_id
from ictdesk.kernel.tenancy.scope import current_scope
from ictdesk.privacy.consent.models import ConsentEvent, ConsentPurpose, ConsentState
from ictdesk.privacy.consent.words import ALLOWS, NOES, State
from ictdesk.privacy.ledger.appending import append
from ictdesk.privacy.ledger.entries import Fact
from ictdesk.privacy.rights.deadlines import add_months


def state_of(digest: bytes, purpose: ConsentPurpose) -> ConsentState | None:
    """The state, locked: whoever sends to this address for this purpose waits, or is waited for.

    Where there is none yet, whoever makes one is waited for.
    """
    with connections[current_scope().alias].cursor() as cursor:
        word = f"consent|{purpose.id}|{digest.hex()}"
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 78))", [word])
    rows = ConsentState.objects.filter(digest=digest, purpose=purpose)
    found: ConsentState | None = rows.select_for_update(no_key=True).first()
    return found


def add(digest: bytes, purpose: ConsentPurpose, state: State, **said: Any) -> ConsentEvent:
    """`said`: version, language, how, place, gpc, proof. A no goes to the ledger before it is written here."""
    now = clock.now()
    held = state_of(digest, purpose)
    event = ConsentEvent(id=new_id(), digest=digest, purpose=purpose, state=state, at=now, **said)
    event.ends_at = _end(purpose, now) if state in ALLOWS else None
    if state in NOES:
        append("withdrawal", facts=_facts(event))
    event.save(force_insert=True)
    if state == "requested" and held is not None:
        return event  # what holds goes on until it is confirmed
    project(event, held)
    return event


def project(event: ConsentEvent, held: ConsentState | None) -> None:
    """Makes the state what the event says."""
    now = {
        "state": event.state,
        "version": event.version,
        "event": event,
        "at": event.at,
        "ends_at": event.ends_at,
    }
    if event.state not in ALLOWS | {"requested"}:
        now["fence_at"] = event.at
    if held is None:
        ConsentState.objects.create(digest=event.digest, purpose=event.purpose, **now)
    else:
        ConsentState.objects.filter(id=held.id).update(**now)


def _facts(event: ConsentEvent) -> dict[str, Fact]:
    return {
        "digest": bytes(event.digest).hex(),
        "purpose": str(event.purpose_id),
        "state": event.state,
        "event": str(event.id),
        "how": event.how,
        "version": event.version,
    }


def _end(purpose: ConsentPurpose, now: datetime) -> datetime | None:
    return datetime.combine(add_months(now.date(), purpose.months), now.timetz()) if purpose.months else None
