"""Bring frozen notices to the workspaces they are for, and go after those that nobody acknowledges.

Each step is noted after the mail was taken: one that is mailed twice is told all the same.
"""

from collections.abc import Callable, Sequence
from uuid import UUID

from django.core.mail import EmailMessage
from django.db.models import Exists, OuterRef, QuerySet

from ictdesk.kernel import clock
from ictdesk.kernel.actor import System
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.egress import EgressRefused
from ictdesk.kernel.errors import NotFound
from ictdesk.kernel.home import home
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.trust.breaches import cases, clocks, contacts, letters
from ictdesk.trust.breaches.models import BreachDelivery, BreachIncident, BreachNotice, BreachStep

US = System("breaches")
EU = clocks.regimes()["EU"]
type Made = tuple[BreachDelivery, EmailMessage | None]


def send_waiting(vendor: UUID) -> int:
    """Sends what was frozen and not sent; how many notices. Of a rehearsal everything goes to the vendor's own contacts."""
    sent = 0
    for row in unsent():
        try:
            with workspace_scope(vendor if row.incident.rehearsal else row.workspace_id):
                made = _deliveries(row)
                if not row.incident.rehearsal:
                    cases.open_for(row.incident)
        except NotFound:  # the workspace has ended meanwhile
            continue
        for delivery, mail in made:
            if mail:
                mail.send()
            _keep(delivery)
        with workspace_scope(vendor if row.incident.rehearsal else row.workspace_id):
            record(US, "breach.told", "breach_notice", row.id, version=row.version, ways=len(made))
        sent += 1
    return sent


def _keep(delivery: BreachDelivery) -> None:
    delivery.sent_at = clock.now()
    delivery.save(force_insert=True)


def _deliveries(row: BreachNotice) -> list[Made]:
    """One for each contact on file; where none is, for those who look after people's rights; and always the page."""
    made: list[Made] = []
    for one in contacts.on_file():
        delivery = BreachDelivery(notice=row, way="contact", contact_id=one.id)
        made.append((delivery, _mail(letters.notice, delivery, [one.address])))
    if not made:
        delivery = BreachDelivery(notice=row, way="leads")
        made.append((delivery, _mail(letters.notice, delivery, home().leads())))
    return [*made, (BreachDelivery(notice=row, way="page"), None)]


def _mail(
    letter: Callable[[BreachDelivery, Sequence[str]], EmailMessage | None],
    of: BreachDelivery,
    to: Sequence[str],
) -> EmailMessage | None:
    """None where nobody can be written to, or may be: then the page tells."""
    try:
        return letter(of, to)
    except EgressRefused:
        return None


def unsent() -> QuerySet[BreachNotice]:
    """Frozen, and brought to nobody yet."""
    brought = BreachDelivery.objects.filter(notice=OuterRef("pk"))
    return BreachNotice.objects.select_related("incident").exclude(Exists(brought)).order_by("made_at", "id")


def overdue() -> QuerySet[BreachNotice]:
    """Sent, not acknowledged in time, and nobody went after it yet; of each workspace the newest version counts."""
    of = BreachDelivery.objects.filter(notice=OuterRef("pk"))
    newer = BreachNotice.objects.filter(
        incident=OuterRef("incident"), workspace_id=OuterRef("workspace_id"), version__gt=OuterRef("version")
    )
    late = BreachNotice.objects.select_related("incident").filter(answer_by__lt=clock.now())
    return (
        late.filter(Exists(of))
        .exclude(Exists(of.exclude(acknowledged_at=None)))
        .exclude(Exists(of.filter(way="overdue")))
        .exclude(Exists(newer))
        .order_by("made_at", "id")
    )


def escalate(vendor: UUID) -> int:
    """Writes to the leads of whoever did not answer, and to the vendor's own; how many notices."""
    done = 0
    for row in overdue():
        mails: list[EmailMessage | None] = []
        sides = [vendor] if row.incident.rehearsal else [row.workspace_id, vendor]
        for side in sides:
            try:
                with workspace_scope(side):
                    mails.append(letters.overdue(row, home().leads()))
                    record(US, "breach.overdue", "breach_notice", row.id, version=row.version)
            except (NotFound, EgressRefused):
                continue
        for mail in mails:
            if mail:
                mail.send()
        _keep(BreachDelivery(notice=row, way="overdue"))
        done += 1
    return done


def hurry(vendor: UUID) -> int:
    """Writes to the vendor's own leads, once, when our target is over and nobody was told; of how many incidents."""
    rows = BreachIncident.objects.filter(state="aware", notices=None).exclude(steps__act="hurry")
    late = [row for row in rows if row.aware_at and clocks.due(row.aware_at, EU).own < clock.now()]
    for row in late:
        with workspace_scope(vendor):
            mail = letters.hurry(row, clocks.due(row.aware_at or clock.now(), EU).outer, home().leads())
        if mail:
            mail.send()
        BreachStep.objects.create(incident=row, act="hurry", at=clock.now())
    return len(late)
