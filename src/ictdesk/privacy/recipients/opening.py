"""Opens a notice for each recipient, in the transaction of the act; the ledger's entry names them too.

An id is made from the act and the recipient: a step that runs again, or a restore, opens none twice.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import cast
from uuid import UUID, uuid5

from ictdesk.kernel import clock, recipients
from ictdesk.kernel.datamap.persons import Person
from ictdesk.kernel.jobs import defer
from ictdesk.kernel.recipients import Kind, Recipient
from ictdesk.kernel.vault import doors
from ictdesk.privacy.recipients.models import RecipientNotice, RecipientNoticeSubject
from ictdesk.privacy.recipients.words import OPEN, Cause

UNTOLD: dict[str, str] = {"carrier": "carrier", "agent": "acts_for_them"}
"""Kinds that are not told, and why."""


@dataclass(frozen=True, slots=True)
class Act:
    """What was done about whom. `what` is the column that was corrected."""

    cause: Cause
    id: UUID
    contacts: Collection[UUID]
    subjects: Collection[UUID]
    case_id: UUID | None = None
    what: str = ""
    now: bool = True
    """Whether they are told at once, or only when `release` says so."""


def outside(person: Person) -> list[Recipient]:
    """Everybody but the team. Also of a restricted person: it is for their right."""
    with doors.opened_wide("rights"):
        return [one for one in recipients.recipients(person) if one.kind != "inside"]


def codes(found: Iterable[Recipient]) -> list[str]:
    """As the ledger takes them."""
    return [f"{one.kind}/{one.key}" for one in found]


def open_notices(act: Act, named: Sequence[str], found: Iterable[Recipient] = ()) -> None:
    """One for each code; `found` adds by which numbers they know a conversation."""
    threads = {f"{one.kind}/{one.key}": list(one.threads) for one in found}
    rows = [_notice(act, code, threads.get(code, [])) for code in dict.fromkeys(named)]
    known = set(RecipientNotice.objects.filter(cause_id=act.id).values_list("id", flat=True))
    fresh = [row for row in rows if row.id not in known]
    RecipientNotice.objects.bulk_create(fresh, ignore_conflicts=True)
    RecipientNoticeSubject.objects.bulk_create(
        (RecipientNoticeSubject(notice=row, person_id=one) for row in fresh for one in sorted(act.subjects)),
        batch_size=1_000,
        ignore_conflicts=True,
    )
    if act.now:
        release(act.id)


def release(cause_id: UUID) -> None:
    """From now on they are told; those by mail by a job for each."""
    RecipientNotice.objects.filter(cause_id=cause_id, due_at=None).update(due_at=clock.now())
    for id_ in RecipientNotice.objects.filter(cause_id=cause_id, state=OPEN, kind="copy").values_list(
        "id", flat=True
    ):
        enqueue(id_)


def enqueue(id_: UUID) -> None:
    """Two jobs of one notice never run side by side."""
    defer("recipients.tell", once=f"recipients.{id_}", in_order=f"recipients.{id_}", notice=id_)


def waits(cause_id: UUID) -> bool:
    """Whether any of them was neither told nor given a reason."""
    return bool(RecipientNotice.objects.filter(cause_id=cause_id, state=OPEN).exists())


def _notice(act: Act, code: str, threads: list[int]) -> RecipientNotice:
    kind, _, key = code.partition("/")
    reason = UNTOLD.get(kind, "")
    moment = clock.now()
    return RecipientNotice(
        id=uuid5(act.id, code),
        cause=act.cause,
        cause_id=act.id,
        case_id=act.case_id,
        contacts=[str(one) for one in sorted(act.contacts)],
        kind=cast("Kind", kind),
        recipient=key,
        threads=threads,
        what=act.what,
        state="unable" if reason else OPEN,
        reason=reason,
        made_at=moment,
        settled_at=moment if reason else None,
    )
