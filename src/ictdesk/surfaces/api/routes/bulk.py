"""Several conversations at once, and taking that back."""

from uuid import UUID

from ninja import Router

from ictdesk.desk.conversations import commands
from ictdesk.desk.conversations.commands.bulk import Change
from ictdesk.desk.conversations.models import Conversation
from ictdesk.desk.conversations.queries import conversations_for
from ictdesk.desk.conversations.shapes import BulkResult, ItemResult, StateShape
from ictdesk.desk.people.queries import members_for
from ictdesk.desk.workspaces.models import Status, Team, TicketType
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.errors import NotFound
from ictdesk.surfaces.api import schemas_lists as schemas
from ictdesk.surfaces.api.callers import Call
from ictdesk.surfaces.api.idempotency import Answer

router = Router(tags=["Several at once"])


@router.post("/conversations/bulk", response=BulkResult)
def bulk(request: Call, sent: schemas.Bulk) -> Answer:
    """One change for up to 200 conversations. Each has its result; `undo` is what takes the change back."""
    actor = request.auth.actor
    rows = list(conversations_for(actor).filter(id__in=sent.ids))
    change = change_of(actor, sent)
    done = commands.bulk(actor=actor, conversations=rows, change=change)
    order = [str(id_) for id_ in dict.fromkeys(sent.ids)]
    return Answer(200, done | {"items": in_order(order, done["items"])}, some_subject(rows))


@router.post("/conversations/undo", response={200: list[ItemResult]})
def undo(request: Call, sent: schemas.Undo) -> Answer:
    """Puts back what nobody has changed since; the outcome of what somebody has is `conflict`."""
    actor = request.auth.actor
    rows = {row.id: row for row in conversations_for(actor).filter(id__in=[one.id for one in sent.items])}
    for one in sent.items:
        must_be_there(actor, one.was)
    items = [(rows[one.id], state(one.was), state(one.became)) for one in sent.items if one.id in rows]
    done = commands.undo(actor=actor, items=items)
    order = [str(one.id) for one in sent.items]
    return Answer(200, in_order(order, done), some_subject(list(rows.values())))


def change_of(actor: Actor, sent: schemas.Bulk) -> Change:
    """The change that was asked for, with its rows looked up. Raises `NotFound`."""
    return Change(
        verb=sent.do,
        member=members_for(actor).find(id=sent.member_id) if sent.member_id else None,
        team=Team.objects.find(id=sent.team_id) if sent.team_id else None,
        status=Status.objects.find(id=sent.status_id) if sent.status_id else None,
        tags=tuple(sent.tags),
        priority=sent.priority,
        until=sent.until,
    )


def must_be_there(actor: Actor, was: schemas.State) -> None:
    """Raises `NotFound` for a state that names what is not there, or not theirs."""
    if was.assignee:
        members_for(actor).find(id=was.assignee)
    if was.team:
        Team.objects.find(id=was.team)
    if was.type:
        TicketType.objects.find(id=was.type)
    if was.status:
        Status.objects.find(id=was.status.id)


def state(sent: schemas.State) -> StateShape:
    """The parts that were named, in the form in which the commands keep them."""
    return sent.model_dump(mode="json", exclude_unset=True)  # type: ignore[return-value]


def in_order(ids: list[str], done: list[ItemResult]) -> list[ItemResult]:
    """A result for every id that was asked, in that order; what is not there, or not theirs, is not found."""
    by_id = {one["id"]: one for one in done}
    return [
        by_id.get(id_) or {"id": id_, "outcome": NotFound.code, "detail": NotFound.sentence} for id_ in ids
    ]


def some_subject(rows: list[Conversation]) -> UUID:
    """Under whose key the answer is kept for a repeat: it holds ids only. Raises `NotFound` without a row."""
    if not rows:
        raise NotFound
    return rows[0].subject_id
