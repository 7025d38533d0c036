"""Purging several people, by two members, and naming the data protection lead. No key may do any of it."""

from uuid import UUID

from ninja import Router, Status

from ictdesk.desk.contacts import queries as contacts
from ictdesk.desk.people import commands as people
from ictdesk.desk.people import queries as members
from ictdesk.desk.people.models import Member
from ictdesk.kernel.errors import NotAllowed, NotFound
from ictdesk.privacy.purges import commands, queries
from ictdesk.privacy.purges.models import PurgeOrder
from ictdesk.privacy.rights.rules import can_read
from ictdesk.surfaces.api import shapes_purges as shapes
from ictdesk.surfaces.api.callers import Call
from ictdesk.surfaces.api.idempotency import Answer

router = Router(tags=["Rights"])
ONE = "/purges/{uuid:purge_id}"
NEWEST = 50


@router.get("/purges", response=shapes.Purges)
def list_purges(request: Call) -> shapes.Purges:
    """The newest 50. For members of the privacy office."""
    rows = queries.orders_for(request.auth.actor).order_by("-proposed_at", "id")[:NEWEST]
    return {"items": [shapes.purge(row) for row in rows], "next": None}


@router.post("/purges", response={201: shapes.PurgeWhole})
def propose(request: Call, sent: shapes.ProposePurge) -> Answer:
    """Writes down whom, and changes nothing about them: another member reads and confirms it within a week."""
    actor = request.auth.actor
    queries.orders_for(actor)  # who may not purge hears so before anything is looked up
    found = list(contacts.contacts_for(actor).filter(id__in=sent.contacts))
    if len(found) != len(set(sent.contacts)):
        raise NotFound
    order = commands.propose_purge(
        actor=actor, subjects=[one.subject_id for one in found], mode=sent.mode, reason=sent.reason
    )
    return Answer(201, _whole(request, order), members.subject_of(actor))


@router.get(ONE, response=shapes.PurgeWhole)
def one_purge(request: Call, purge_id: UUID) -> shapes.PurgeWhole:
    """What would go of whom while it waits; then what became of each."""
    return _whole(request, _find(request, purge_id))


@router.post(f"{ONE}/confirmation", response={201: shapes.PurgeWhole})
def confirm(request: Call, purge_id: UUID, sent: shapes.ConfirmPurge) -> Answer:
    """Erases each of them; there is no way back. Refused for one's own proposal, and for another number of people."""
    actor = request.auth.actor
    order = commands.confirm_purge(actor=actor, order=_find(request, purge_id), count=sent.count)
    return Answer(201, _whole(request, order), members.subject_of(actor))


@router.delete(ONE, response={204: None})
def drop(request: Call, purge_id: UUID) -> Status[None]:
    """Takes a proposal back, or turns it down: nobody of it is erased, and the order stays on record."""
    commands.drop_purge(actor=request.auth.actor, order=_find(request, purge_id))
    return Status(204, None)


@router.get("/data-protection-lead", response=shapes.LeadShape)
def lead(request: Call) -> shapes.LeadShape:
    """Who agrees to every answer and gets the warnings."""
    if not can_read(request.auth.actor):
        raise NotAllowed
    return shapes.lead(members.lead())


@router.put("/data-protection-lead", response=shapes.LeadShape)
def name_lead(request: Call, sent: shapes.NameLead) -> shapes.LeadShape:
    """Names another one, or nobody. For owners and admins."""
    actor = request.auth.actor
    member: Member | None = None
    if sent.member_id is not None:
        member = members.members_for(actor).find(id=sent.member_id)
    return shapes.lead(people.set_lead(actor=actor, member=member, officer=sent.officer))


def _find(request: Call, purge_id: UUID) -> PurgeOrder:
    found: PurgeOrder = queries.orders_for(request.auth.actor).find(id=purge_id)
    return found


def _whole(request: Call, order: PurgeOrder) -> shapes.PurgeWhole:
    listed = queries.people_of(order)
    if order.state == "proposed":
        rows, _plan = queries.preview(request.auth.actor, [one.person_id for one in listed], order.mode)
        return {**shapes.purge(order), "people": shapes.proposed(rows)}
    return {**shapes.purge(order), "people": shapes.settled(listed, queries.runs_of(listed))}
