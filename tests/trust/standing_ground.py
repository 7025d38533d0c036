"""An installation of which every claim can be checked: the vendor, a customer who stays in the EU, a register, a request that was passed on."""

from dataclasses import asdict
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Max

from ictdesk.business.plans.setting import set_plan
from ictdesk.business.vendor import forwarding
from ictdesk.business.vendor.founding import found
from ictdesk.kernel import clock
from ictdesk.kernel.actor import Member
from ictdesk.kernel.canonical import canonical
from ictdesk.kernel.ids import new_id
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.tenancy.models import WorkspaceEntry
from ictdesk.kernel.vault import signing
from ictdesk.privacy.consent import commands as consents
from ictdesk.privacy.consent.saying import Said
from ictdesk.privacy.endings.models import WorkspaceEnd
from ictdesk.privacy.rights import commands as rights
from ictdesk.privacy.rights.commands import Asked
from ictdesk.trust.agreements import accepting, wording
from ictdesk.trust.breaches.models import BreachDelivery, BreachIncident, BreachNotice
from ictdesk.trust.orders.models import LawfulOrder
from ictdesk.trust.orders.states import Checked
from ictdesk.trust.promises import ground
from ictdesk.trust.promises.ground import Ground
from ictdesk.trust.records import commands as records
from ictdesk.trust.records import register
from ictdesk.trust.records.commands.assess import Weighing
from ictdesk.trust.records.impact import Impact
from ictdesk.trust.subprocessors import commands as subprocessors
from ictdesk.trust.subprocessors import gate
from ictdesk.trust.subprocessors.facts import kept
from ictdesk.trust.subprocessors.models import EgressDay, SubProcessor, SubProcessorNotice
from ictdesk.trust.subprocessors.shipped import SHIPPED
from ictdesk.trust.transfers import register as register_of_transfers
from ictdesk.trust.transfers.models import TransferAssessment
from tests.trust.abroad import assess
from tests.world import US, make_house

WEIGHED = Weighing("Misuse is found.", "Nothing less shows it.", "Ids alone.", "A month.", "ours")
LEAD, OTHER = Member(new_id(), "owner"), Member(new_id(), "owner")


def laid(slug: str) -> Ground:
    """Everything; the register is closed again by `cleared`, since it rules every call of the installation."""
    vendor, house = found(), make_house(slug, {"hank": ("Hank Weber", "owner")})
    set_plan(workspace_id=house.id, key="enterprise")
    accepting.accept(
        workspace_id=house.id, user_id=house.hank.row.user_id, version=wording.VERSION, at=clock.now()
    )
    _weigh(vendor.id)
    _forward(vendor.id, house.id)
    _name(vendor.id, house.id)
    _end()
    _rehearse(house.id)
    _mark(house.id)
    _order(house.id)
    made = Ground((ground.canary(ground.NAMES[0]), house.id), vendor.id)
    ground.erase(ground.write(made.canary))
    _ask(made.canary)
    return made


def cleared() -> None:
    SubProcessorNotice.objects.all().delete()
    SubProcessor.objects.all().delete()
    EgressDay.objects.all().delete()
    TransferAssessment.objects.all().delete()
    LawfulOrder.objects.filter(authority="Court").delete()
    WorkspaceEnd.objects.filter(slug__startswith="ended-").delete()
    gate.forget()


def _ask(canary: UUID) -> None:
    """Somebody was asked, and said yes."""
    with workspace_scope(canary):
        purpose = consents.make_purpose(
            actor=US,
            key="letters",
            name="Letters",
            use="marketing.communications.email",
            texts={"en": "Letters, once a month."},
            double=False,
        )
        consents.keep_answer(
            actor=US, purpose=purpose, address="max@mail.example", state="given", how=Said("agent")
        )


def _weigh(vendor: UUID) -> None:
    with workspace_scope(vendor):
        for line in register.lines(US):
            if line.basis == "interest" and not line.weighed:
                row = records.write_assessment(actor=LEAD, activity=line.key, weighing=WEIGHED)
                row = records.submit_assessment(actor=LEAD, assessment=row)
                day = clock.now().date() + timedelta(days=30)
                records.approve_assessment(actor=OTHER, assessment=row, expires_on=day)


def _forward(vendor: UUID, house: UUID) -> None:
    with workspace_scope(vendor):
        row = rights.open_case(actor=US, asked=Asked("form", ["access"]))
    forwarding.forward(vendor, row.id, house)


def _name(vendor: UUID, house: UUID) -> None:
    with workspace_scope(vendor):
        subprocessors.name_subprocessor(actor=US, provider="postmark", described=kept(SHIPPED["postmark"]))
        subprocessors.step_subprocessor(
            actor=US, provider="postmark", act="assess", reason="No other way.", signed_on=date(2026, 1, 2)
        )
    for one in register_of_transfers.transfers():
        if one.needs_assessment and one.state != "stands":
            assess(vendor, one.key)
    with workspace_scope(vendor):
        subprocessors.open_register(actor=US)
    provider = SubProcessor.objects.get(key="postmark")
    told = clock.now() - timedelta(days=60)
    SubProcessorNotice.objects.create(
        provider=provider,
        workspace_id=house,
        days=30,
        told_at=told,
        way="mail",
        effective_on=told.date() + timedelta(days=31),
    )


def _rehearse(house: UUID) -> None:
    """A breach that was none, told to a contact on file and acknowledged."""
    now, number = clock.now(), (BreachIncident.objects.aggregate(most=Max("number"))["most"] or 0) + 1
    row = BreachIncident.objects.create(
        number=number, rehearsal=True, name="Drill", state="notified", detected_at=now, aware_at=now
    )
    notice = BreachNotice.objects.create(
        incident=row,
        workspace_id=house,
        version=1,
        text="Drill",
        digest=bytes(32),
        made_at=now,
        answer_by=now,
    )
    said = {"contact_id": new_id(), "sent_at": now, "acknowledged_at": now}
    BreachDelivery.objects.create(notice=notice, way="contact", **said)


def _mark(house: UUID) -> None:
    """A risky activity that two people settled."""
    with workspace_scope(house):
        no = Impact(("scale", "sensitive"), "not_needed", reason="Asked and answered before.")
        row = records.write_impact(actor=LEAD, activity="support", impact=no)
        records.approve_impact(actor=OTHER, impact_row=row)


def _order(house: UUID) -> None:
    """An order that was examined by two, and of which the customer was told."""
    number = (LawfulOrder.objects.aggregate(most=Max("number"))["most"] or 0) + 1
    LawfulOrder.objects.create(
        number=number,
        authority="Court",
        country="IE",
        law="An act",
        asks="Sign-ins",
        received_at=clock.now(),
        workspace_id=house,
        state="disclosed",
        validity=asdict(Checked(authentic=True, competent=True, based=True, narrow=True, foreign=False)),
        checked_by=new_id(),
        agreed_by=new_id(),
        told_at=clock.now(),
    )


def _end() -> None:
    """A workspace that has ended: nothing of it was ever there but its certificate."""
    slug = f"ended-{new_id().hex[-10:]}"
    entry = WorkspaceEntry.objects.create(slug=slug, region="eu", state="ended")
    said = {"workspace": str(entry.id), "removed": {"message": 1}}
    WorkspaceEnd.objects.create(
        workspace_id=entry.id,
        slug=slug,
        state="done",
        done_at=clock.now(),
        counts={"message": 1},
        certificate=said,
        signature=signing.sign(canonical(said)),
    )
