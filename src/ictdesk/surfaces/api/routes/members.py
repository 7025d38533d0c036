"""Members: who works here, and as what."""

from uuid import UUID

from ninja import Router, Status

from ictdesk.desk.people import commands, queries
from ictdesk.desk.people.models import Member
from ictdesk.surfaces.api import schemas_setup as schemas
from ictdesk.surfaces.api import setup
from ictdesk.surfaces.api.callers import Call
from ictdesk.surfaces.api.idempotency import Answer
from ictdesk.surfaces.api.shapes_setup import Members, MemberWhole

router = Router(tags=["Members"])
ONE = "/members/{uuid:member_id}"


@router.get("/members", response=Members)
def list_members(request: Call) -> Members:
    """The active ones, longest first."""
    return {"items": setup.members(request.auth.actor), "next": None}


@router.post("/members", response={201: MemberWhole})
def invite(request: Call, sent: schemas.NewMember) -> Answer:
    """Makes somebody a member and mails the invitation. Nobody gives a role above their own; no key does at all."""
    actor = request.auth.actor
    made = commands.add_member(actor=actor, email=sent.email, name=sent.name, role=sent.role)
    return Answer(201, setup.member(actor, made), queries.subject_of(actor))


@router.put(f"{ONE}/role", response=MemberWhole)
def change_role(request: Call, member_id: UUID, sent: schemas.NewRole) -> MemberWhole:
    """Gives another role; open inboxes of the member reconnect. An owner's role is changed by owners only."""
    actor = request.auth.actor
    member: Member = queries.members_for(actor).find(id=member_id, active=True)
    return setup.member(actor, commands.change_role(actor=actor, member=member, role=sent.role))


@router.delete(ONE, response={204: None})
def deactivate(request: Call, member_id: UUID) -> Status[None]:
    """Ends the membership at once; what the member wrote stays theirs."""
    actor = request.auth.actor
    member: Member = queries.members_for(actor).find(id=member_id)
    commands.deactivate_member(actor=actor, member=member)
    return Status(204, None)
