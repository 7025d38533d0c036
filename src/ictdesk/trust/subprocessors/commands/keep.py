"""Keep the register: in the vendor's workspace alone, and nowhere around the customers' periods."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db import transaction
from django.db.models import QuerySet

from ictdesk.kernel import clock, entitlements
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import Conflict, Invalid, NotFound
from ictdesk.kernel.tenancy.models import PROCESSOR, WorkspaceEntry
from ictdesk.trust.subprocessors import abroad, announcing, facts, gate, rules, states
from ictdesk.trust.subprocessors.models import SubProcessor, SubProcessorNotice

LONGEST = 4000


@command(allow=rules.can_keep)
def name_subprocessor(*, actor: Actor, provider: str, described: Mapping[str, Any]) -> SubProcessor:
    """A draft, or newer facts of one that is known: what alters nothing for customers. Raises `Invalid`, `NotFound`, and
    `Conflict` where data would lie in another country or another kind of it would be sent: that is a change to announce.
    """
    rules.must_be_vendors()
    read = facts.read(dict(described))
    key = _key(provider)
    with transaction.atomic():
        row = SubProcessor.objects.select_for_update().filter(key=key).first()
        if row is not None and row.state in states.IN_FORCE and _widens(facts.read(row.facts), read):
            raise Conflict("This is a change that customers are told of first: name it as another one.")
        row = row or SubProcessor(key=key)
        row.facts = facts.kept(read)
        row.save()
        abroad.changed(row)
    record(actor, "subprocessor.name", "sub_processor", row.id, provider=key)
    return row


@command(allow=rules.can_keep)
def step_subprocessor(
    *, actor: Actor, provider: str, act: states.Act, reason: str = "", signed_on: date | None = None
) -> SubProcessor:
    """One step of its way. `reason`: the assessment of risks and transfers, or where the confirmation of its deletion lies;
    `signed_on`: the day of the agreement with it. Raises `Conflict`, `Invalid`, `NotFound`.
    """
    rules.must_be_vendors()
    reason = reason.strip()
    if len(reason) > LONGEST or (act in ("assess", "confirm") and not reason):
        raise Invalid(f"Say it in 1 to {LONGEST} characters.")
    now = clock.now()
    if signed_on and signed_on > now.date():
        raise Invalid("An agreement that is signed was signed before tomorrow.")
    with transaction.atomic():
        row = held(provider)
        customers = _customers().values("id")  # whoever has ended since need not be waited for
        notices = SubProcessorNotice.objects.filter(provider=row, days__gt=0, workspace_id__in=customers)
        told = [gate.told(one) for one in notices]
        agreed = row.dpa_signed_on is not None
        row.state = states.step(
            row.state, act, agreed=agreed, told=[one for one in told if one], today=now.date()
        )
        _noted(row, act, reason, signed_on)
        if act in ("announce", "activate"):
            _must_be_carried(row)
        row.save()
        if act == "announce":
            _announce(row)
    record(actor, "subprocessor.step", "sub_processor", row.id, provider=row.key, state=row.state)
    if act == "announce":
        announcing.announced(row)
    return row


@command(allow=rules.can_keep)
def open_register(*, actor: Actor) -> int:
    """Puts those that are assessed into force together, as the list with which customers begin: once, before anybody
    was named in force. How many they are. Raises `Conflict`, `NotFound`.
    """
    rules.must_be_vendors()
    today = clock.now().date()
    with transaction.atomic():
        rows = list(SubProcessor.objects.select_for_update().order_by("key"))
        first = [row for row in rows if row.state == "assessed"]
        if any(row.state in states.IN_FORCE for row in rows):
            raise Conflict("The register is open: whoever comes now is announced.")
        if not first or any(row.dpa_signed_on is None for row in first):
            raise Conflict("Assess those whom you use, each with the day of its signed agreement.")
        for row in first:
            _must_be_carried(row)
        for row in first:
            row.state, row.active_on, row.reviewed_on = "active", today, today
            row.save()
    for row in first:
        record(actor, "subprocessor.step", "sub_processor", row.id, provider=row.key, state="active")
    return len(first)


@command(allow=rules.can_keep)
def review_subprocessor(*, actor: Actor, provider: str) -> SubProcessor:
    """Its facts were looked at, and hold. Raises `Conflict` for one that is not in use, `NotFound`."""
    rules.must_be_vendors()
    with transaction.atomic():
        row = held(provider)
        if row.state not in states.SHOWN:
            raise Conflict("Only whoever is in use is looked at again.")
        row.reviewed_on, row.reminded_on = clock.now().date(), None
        row.save()
    record(actor, "subprocessor.review", "sub_processor", row.id, provider=row.key)
    return row


def held(provider: str) -> SubProcessor:
    """Locked. Raises `NotFound`."""
    row = SubProcessor.objects.select_for_update().filter(key=provider).first()
    if row is None:
        raise NotFound
    return row


def _must_be_carried(row: SubProcessor) -> None:
    """Raises `Conflict` where a transfer to another country lacks its instrument or its assessment."""
    missing = abroad.lacks(row, clock.now().date())
    if missing:
        raise Conflict(f"{row.facts['name']}: {missing}")


def _announce(row: SubProcessor) -> None:
    """A notice for each customer with its own period, whatever its plan; each is told by a job of its own."""
    for id_ in _customers().order_by("id").values_list("id", flat=True):
        days = entitlements.terms(id_).notice_days
        SubProcessorNotice.objects.update_or_create(provider=row, workspace_id=id_, defaults={"days": days})


def _customers() -> QuerySet[WorkspaceEntry]:
    return WorkspaceEntry.objects.filter(role=PROCESSOR).exclude(state="ended")


def _noted(row: SubProcessor, act: states.Act, words: str, signed_on: date | None) -> None:
    today = clock.now().date()
    if act == "assess":
        row.assessment, row.assessed_on = words, today
        row.dpa_signed_on = signed_on or row.dpa_signed_on
    elif act == "announce":
        row.announced_at = clock.now()
    elif act == "activate":
        row.active_on = row.reviewed_on = today
    elif act == "leave":
        row.left_on = today
    elif act == "confirm":
        row.deleted_on, row.assessment = today, f"{row.assessment}\n{today}: {words}"[-LONGEST:]


def _widens(before: facts.Facts, now: facts.Facts) -> bool:
    return any(
        set(getattr(now, name)) - set(getattr(before, name)) for name in ("storage", "access", "categories")
    )


def _key(provider: str) -> str:
    try:
        validate_slug(provider)
    except ValidationError as error:
        raise Invalid("A key is letters, digits, - and _.") from error
    if len(provider) > 40:
        raise Invalid("A key has at most 40 characters.")
    return provider.lower()
