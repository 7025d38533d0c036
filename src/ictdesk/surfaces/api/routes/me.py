"""Who calls."""

from ninja import Router

from ictdesk.desk.conversations import queries
from ictdesk.desk.conversations.counting import Counts
from ictdesk.desk.digests import queries as digests
from ictdesk.desk.digests.commands import set_digest as choose_digest
from ictdesk.desk.digests.queries import DigestShape
from ictdesk.desk.people import commands, notifying, rules
from ictdesk.desk.people.queries import oneself
from ictdesk.desk.people.shapes import NotifyShape
from ictdesk.desk.workspaces.queries import workspace
from ictdesk.kernel.actor import Member
from ictdesk.surfaces.api import directory
from ictdesk.surfaces.api.callers import Call
from ictdesk.surfaces.api.schemas_mail import NewDigest, NewSignature
from ictdesk.surfaces.api.schemas_setup import NewNotifications
from ictdesk.surfaces.api.shapes import Me, SignatureShape

router = Router(tags=["Who"])


@router.get("/me", response=Me)
def me(request: Call) -> Me:
    """Who you are, what you may do, and the workspace's members, statuses, inboxes, teams and tags."""
    actor, settings = request.auth.actor, workspace()
    reads = rules.can_see_members(actor)
    return {
        "kind": "member" if isinstance(actor, Member) else "api",
        "id": str(actor.id),
        "name": actor.name if isinstance(actor, Member) else "",
        "role": actor.role if isinstance(actor, Member) else None,
        "can": rules.rights_of(actor),
        "notify": notifying.choice_of(oneself(actor)) if isinstance(actor, Member) else None,
        "workspace": {
            "slug": settings.slug,
            "name": settings.name,
            "color": settings.color,
            "time_zone": settings.time_zone,
        },
        "members": directory.members(actor) if reads else [],
        "statuses": directory.statuses(),
        "inboxes": directory.inboxes(),
        "teams": directory.teams() if reads else [],
        "tags": directory.tags() if reads else [],
        "ticket_types": directory.ticket_types() if reads else [],
        "choice_fields": directory.choice_fields() if reads else [],
    }


@router.patch("/me/notifications", response=NotifyShape)
def set_notifications(request: Call, sent: NewNotifications) -> NotifyShape:
    """Says how one wants to be told of what comes: only what is named is changed. Members only."""
    actor = request.auth.actor
    member = oneself(actor)
    wanted = {**notifying.choice_of(member), **sent.model_dump(exclude_none=True)}
    wanted.pop("chosen")
    return notifying.choice_of(commands.set_notifications(actor=actor, member=member, **wanted))


@router.get("/me/signature", response=SignatureShape)
def signature(request: Call) -> SignatureShape:
    """What stands below one's mails; empty: one's name and the workspace's. Members only."""
    return {"signature": oneself(request.auth.actor).signature or ""}


@router.put("/me/signature", response=SignatureShape)
def set_signature(request: Call, sent: NewSignature) -> SignatureShape:
    """Sets it. `{{agent.name}}`, `{{contact.name}}` and `{{workspace.name}}` are filled in. Members only."""
    actor = request.auth.actor
    done = commands.set_signature(actor=actor, member=oneself(actor), signature=sent.signature)
    return {"signature": done.signature or ""}


@router.get("/me/digest", response=DigestShape)
def digest(request: Call) -> DigestShape:
    """How often one is mailed of mentions, assignments, new messages and due times. Members only."""
    return digests.choice_of(oneself(request.auth.actor))


@router.put("/me/digest", response=DigestShape)
def set_digest(request: Call, sent: NewDigest) -> DigestShape:
    """Sets it. Members only."""
    actor = request.auth.actor
    member = oneself(actor)
    choose_digest(actor=actor, member=member, **sent.model_dump())
    return digests.choice_of(member)


@router.get("/counts", response=Counts)
def counts(request: Call) -> Counts:
    """Open conversations: all, unassigned, by member, inbox, team and tag; and unseen mentions by member."""
    return queries.counts(actor=request.auth.actor)
