"""What calls about purges and about the lead send and get."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Literal, TypedDict, cast
from uuid import UUID

from pydantic import Field, StrictBool, StrictInt

from ictdesk.desk.contacts import queries as contacts
from ictdesk.desk.people.models import Member
from ictdesk.kernel.clock import rfc3339
from ictdesk.privacy.erasure.models import ErasureRun
from ictdesk.privacy.purges.models import PurgeOrder, PurgePerson
from ictdesk.privacy.purges.queries import Goes
from ictdesk.surfaces.api.schemas import Sent

type Reason = Literal["over", "spam", "tests", "instruction"]


class ProposePurge(Sent):
    """`contacts`: whom, up to 50. `statistics` keeps times and states of conversations without the person."""

    contacts: Annotated[list[UUID], Field(min_length=1, max_length=50)]
    mode: Literal["erase", "statistics"] = "erase"
    reason: Reason = "over"


class ConfirmPurge(Sent):
    """`count`: how many people are erased, as a proof that the order was read."""

    count: StrictInt


class PurgeShape(TypedDict):
    """`proposed_by` and `settled_by` are ids of members; `lapses_at`: until when it can be confirmed."""

    id: str
    state: Literal["proposed", "running", "done", "dropped", "lapsed"]
    mode: Literal["erase", "statistics"]
    reason: Reason
    proposed_by: str
    proposed_at: str
    lapses_at: str
    settled_by: str | None
    settled_at: str | None
    done_at: str | None


class PurgedPerson(TypedDict):
    """`contact_id` is null once they are gone. Before it is confirmed: how much goes, and what is `held` against it; then the outcome."""

    contact_id: str | None
    conversations: int | None
    messages: int | None
    files: int | None
    held: list[str]
    outcome: Literal["", "begun", "held", "joined", "gone"]
    erasure_id: str | None
    erasure_state: Literal["running", "held", "waiting", "done"] | None


class PurgeWhole(PurgeShape):
    """One order with everybody in it."""

    people: list[PurgedPerson]


class Purges(TypedDict):
    items: list[PurgeShape]
    next: None


class NameLead(Sent):
    """`member_id`: null for nobody. `officer`: they are the data protection officer (Art. 37 GDPR)."""

    member_id: UUID | None
    officer: StrictBool = False


class LeadShape(TypedDict):
    """`member_id` is null where nobody is named: then every privacy officer answers, or the owners."""

    member_id: str | None
    officer: bool


def purge(row: PurgeOrder) -> PurgeShape:
    return cast(
        "PurgeShape",
        {
            "id": str(row.id),
            "state": row.state,
            "mode": row.mode,
            "reason": row.reason,
            "proposed_by": str(row.proposed_by),
            "proposed_at": rfc3339(row.proposed_at),
            "lapses_at": rfc3339(row.lapses_at),
            "settled_by": str(row.settled_by) if row.settled_by else None,
            "settled_at": rfc3339(row.settled_at) if row.settled_at else None,
            "done_at": rfc3339(row.done_at) if row.done_at else None,
        },
    )


def proposed(rows: Sequence[Goes]) -> list[PurgedPerson]:
    """Of an order that waits."""
    known = contacts.faces(row.subject for row in rows)
    return [
        {
            "contact_id": _contact(known, row.subject),
            "conversations": row.counts[0],
            "messages": row.counts[1],
            "files": row.counts[2],
            "held": row.held,
            "outcome": "",
            "erasure_id": None,
            "erasure_state": None,
        }
        for row in rows
    ]


def settled(listed: Sequence[PurgePerson], runs: Mapping[UUID, ErasureRun]) -> list[PurgedPerson]:
    """Of an order that was confirmed, dropped or lapsed."""
    known = contacts.faces(one.person_id for one in listed)
    return [
        cast(
            "PurgedPerson",
            {
                "contact_id": _contact(known, one.person_id),
                "conversations": None,
                "messages": None,
                "files": None,
                "held": [],
                "outcome": one.outcome,
                "erasure_id": str(one.run_id) if one.run_id else None,
                "erasure_state": run.state if run else None,
            },
        )
        for one in listed
        for run in [runs.get(one.run_id) if one.run_id else None]
    ]


def lead(row: Member | None) -> LeadShape:
    return {"member_id": str(row.id) if row else None, "officer": bool(row and row.lead == "dpo")}


def _contact(known: Mapping[UUID, tuple[UUID, str]], key: UUID) -> str | None:
    return str(known[key][0]) if key in known else None
