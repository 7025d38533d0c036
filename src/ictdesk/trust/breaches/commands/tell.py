"""Freeze what each affected workspace is told. From then it is only followed by another version."""

import hashlib
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import AlreadySo, Conflict, Invalid
from ictdesk.kernel.home import home
from ictdesk.kernel.jobs import defer
from ictdesk.kernel.tenancy.planes import CONTROL
from ictdesk.trust.breaches import clocks, facts, rules, states, wording
from ictdesk.trust.breaches.models import BreachCount, BreachIncident, BreachNotice
from ictdesk.trust.breaches.vendor import held, must_be_here, noted

ANSWER = timedelta(hours=24)
"""By when a notice is to be acknowledged."""
STATED = "subjects_low subjects_high records_low records_high categories subjects countries tables data_map".split()


@command(allow=rules.can_keep)
def freeze_notices(*, actor: Actor, incident_id: UUID) -> list[BreachNotice]:
    """A version for each workspace that is named, where it says something new; each is sent to its contacts on file.

    Raises `Conflict` before somebody decided that we are aware, `Invalid` while something is unknown without a day on which it is
    told, or late without a reason, `AlreadySo` where no workspace would read anything new, and `NotFound`.
    """
    must_be_here()
    now = clock.now()
    with transaction.atomic(using=CONTROL):
        row = held(incident_id)
        after = states.step(row.state, "notify")
        told = facts.read(row.told)
        counts = list(row.counts.order_by("id"))
        if not counts:
            raise Conflict("No workspace is named yet: say what was exposed, or name one.")
        _whole(row, told, counts, now)
        made = [one for count in counts if (one := _next(row, told, count, now))]
        if not made:
            raise AlreadySo
        row.state = after
        row.save(update_fields=["state"])
        noted(actor, row, "notify", notices=len(made), digests=[bytes(one.digest).hex() for one in made])
    defer("breaches.tell")
    return made


def is_late(row: BreachIncident, now: datetime) -> bool:
    """Whether the outer bound was over with nothing sent."""
    first = row.notices.order_by("made_at").values_list("made_at", flat=True).first()
    return bool(row.aware_at and clocks.due(row.aware_at, clocks.regimes()["EU"]).is_late(first or now))


def _whole(row: BreachIncident, told: facts.Told, counts: list[BreachCount], now: datetime) -> None:
    unknown = facts.lacks(told) or any(one.subjects_low is None for one in counts)
    if unknown and (told.unknown_until is None or told.unknown_until <= now):
        raise Invalid("Say until when what is not known yet will be told.")
    if is_late(row, now) and not told.delay.strip():
        raise Invalid("More than 72 hours have passed: say why (Art. 33(1) GDPR).")


def _next(row: BreachIncident, told: facts.Told, count: BreachCount, now: datetime) -> BreachNotice | None:
    """The next version for one workspace; None where it would say nothing new."""
    before = row.notices.filter(workspace_id=count.workspace_id).order_by("-version").first()
    stated = _stated(row, told, count)
    if before is not None and before.facts == stated:
        return None
    version = before.version + 1 if before else 1
    ours = f"{home().name}, {settings.ICTDESK_SITE.contact or home().sender}"
    text = wording.notice(row, told, count, version=version, ours=ours, late=is_late(row, now))
    return BreachNotice.objects.create(
        incident=row,
        workspace_id=count.workspace_id,
        version=version,
        text=text,
        digest=hashlib.sha256(text.encode()).digest(),
        facts=stated,
        made_at=now,
        answer_by=now + ANSWER,
    )


def _stated(row: BreachIncident, told: facts.Told, count: BreachCount) -> dict[str, Any]:
    return {name: getattr(count, name) for name in STATED} | {"kinds": row.kinds, "told": facts.kept(told)}
