"""Say what is processed for a purpose, on which basis and why; switch it on and off."""

from django.utils.text import slugify

from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import AlreadySo, Conflict, Invalid
from ictdesk.kernel.instructing import Alters
from ictdesk.trust.records import register, rules, shipped
from ictdesk.trust.records.describing import Description, must_be_use, name_of
from ictdesk.trust.records.models import ProcessingRecord
from ictdesk.trust.records.register import Line
from ictdesk.trust.records.switching import switch_all

ALTERS = Alters("purposes", (ProcessingRecord,))
SAME = ("basis", "necessity", "alternatives", "recipients", "retention", "special", "on")


@command(allow=rules.can_keep, alters=ALTERS)
def describe_purpose(*, actor: Actor, activity: str, description: Description) -> ProcessingRecord:
    """Follows what was said by another version; from now on what is off does not run.

    Raises `Invalid`, `NotFound`, `AlreadySo`, and `Conflict` for a purpose that cannot be switched off, or that would leave
    consent as its basis: what people agreed to is not put on another one (EDPB Guidelines 05/2020, 122).
    """
    now = register.line_of(actor, activity)
    fields = description.fields()
    if now.basis == "consent" != description.basis:
        raise Conflict(
            "What people agreed to is not put on another basis. Close it, and begin another purpose."
        )
    if now.ours and not now.ours.switch and not description.on:
        raise Conflict("Without this there is no desk: it cannot be switched off.")
    if all(fields[name] == _now(now, name) for name in SAME):
        raise AlreadySo
    return _add(
        actor, activity, now.version + 1, fields | {"use": now.use, "name": now.said.name if now.said else ""}
    )


@command(allow=rules.can_keep, alters=ALTERS)
def add_purpose(*, actor: Actor, name: str, use: str, description: Description) -> ProcessingRecord:
    """One of the workspace's own. Raises `Invalid`, and `Conflict` for a name that is taken."""
    must_be_use(use)
    name = name_of(name)
    key = slugify(name)[:40]
    if not key:
        raise Invalid("Give it a name with letters or digits.")
    if key in shipped.BY_KEY or any(one.key == key for one in register.lines(actor)):
        raise Conflict("There is a purpose with this name.")
    return _add(actor, key, 1, description.fields() | {"use": use, "name": name})


def _now(line: Line, name: str) -> object:
    value = getattr(line, name)
    return " ".join(value) if name == "recipients" else value


def _add(actor: Actor, key: str, version: int, fields: dict[str, object]) -> ProcessingRecord:
    row = ProcessingRecord(
        key=key, version=version, at=clock.now(), actor_kind=actor.kind, actor_id=actor.id, **fields
    )
    row.save(force_insert=True)
    switch_all()
    record(actor, "purpose.describe", "processing_record", row.id, key=key, version=version, on=row.on)
    return row
