"""Canned replies: the texts that are written often."""

from uuid import UUID

from ninja import Router, Status

from ictdesk.desk.people import queries as people
from ictdesk.desk.workspaces import commands
from ictdesk.desk.workspaces.models import CannedReply, Team
from ictdesk.surfaces.api import directory, schemas
from ictdesk.surfaces.api.callers import Call
from ictdesk.surfaces.api.idempotency import Answer
from ictdesk.surfaces.api.shapes import CannedReplies, CannedReplyShape

router = Router(tags=["Canned replies"])
ONE = "/canned-replies/{uuid:reply_id}"


@router.get("/canned-replies", response=CannedReplies)
def list_canned_replies(request: Call) -> CannedReplies:
    """Those that are offered to the caller: everybody's, and those of the caller's teams."""
    return {"items": directory.canned_replies(request.auth.actor), "next": None}


@router.post("/canned-replies", response={201: CannedReplyShape})
def make(request: Call, sent: schemas.NewCannedReply) -> Answer:
    """Makes one. Owners and admins."""
    actor = request.auth.actor
    reply = commands.make_canned_reply(
        actor=actor, shortcut=sent.shortcut, title=sent.title, body=sent.body, team=_team(sent.team)
    )
    return Answer(201, directory.canned_reply(reply), people.subject_of(actor))


@router.patch(ONE, response=CannedReplyShape)
def change(request: Call, reply_id: UUID, sent: schemas.CannedReplyChange) -> CannedReplyShape:
    """Changes what is named; `team` null offers it to everybody."""
    reply = CannedReply.objects.find(id=reply_id)
    named = sent.model_fields_set
    changed = commands.change_canned_reply(
        actor=request.auth.actor,
        reply=reply,
        shortcut=reply.shortcut if sent.shortcut is None else sent.shortcut,
        title=reply.title if sent.title is None else sent.title,
        body=reply.body if sent.body is None else sent.body,
        team=_team(sent.team if "team" in named else reply.team_id),
    )
    return directory.canned_reply(changed)


@router.delete(ONE, response={204: None})
def delete(request: Call, reply_id: UUID) -> Status[None]:
    """Deletes it; what was written with it stays."""
    commands.delete_canned_reply(actor=request.auth.actor, reply=CannedReply.objects.find(id=reply_id))
    return Status(204, None)


def _team(team_id: UUID | None) -> Team | None:
    return Team.objects.find(id=team_id) if team_id else None
