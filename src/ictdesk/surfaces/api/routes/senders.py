"""Domains that the workspace writes under, and the address that an inbox answers from. Owners and admins."""

from collections.abc import Callable
from uuid import UUID

from ninja import Router, Status

from ictdesk.desk.mail import addresses
from ictdesk.desk.people import queries as people
from ictdesk.desk.senders import checks, commands, queries, rules
from ictdesk.desk.senders.models import SenderDomain
from ictdesk.desk.workspaces.models import Inbox
from ictdesk.desk.workspaces.queries import workspace
from ictdesk.kernel.errors import NotAllowed
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.surfaces.api import schemas_mail as schemas
from ictdesk.surfaces.api.callers import Call
from ictdesk.surfaces.api.idempotency import Answer
from ictdesk.surfaces.api.scoping import waits_outside
from ictdesk.surfaces.api.shapes_senders import SenderDomains, SenderDomainShape, SenderShape, sender_domain

router = Router(tags=["Mail"])
ONE = "/sender-domains/{uuid:domain_id}"
OF_INBOX = "/inboxes/{uuid:inbox_id}/sender"


@router.get("/sender-domains", response=SenderDomains)
def list_domains(request: Call) -> SenderDomains:
    """All by name, with what to publish and what DNS said last."""
    _must_set_up(request)
    return {"items": [sender_domain(row) for row in SenderDomain.objects.order_by("domain")], "next": None}


@router.post("/sender-domains", response={201: SenderDomainShape})
def add(request: Call, sent: schemas.NewDomain) -> Answer:
    """Adds one with a key pair of its own. The private half never leaves the desk."""
    actor = request.auth.actor
    made = commands.add_domain(actor=actor, name=sent.domain)
    return Answer(201, sender_domain(made), people.subject_of(actor))


@router.post(f"{ONE}/check", response=SenderDomainShape)
@waits_outside
def check(request: Call, domain_id: UUID) -> Callable[[], SenderDomainShape]:
    """Asks DNS now."""
    row: SenderDomain = SenderDomain.objects.find(id=domain_id)
    _must_set_up(request)
    actor, workspace_id = request.auth.actor, request.auth.workspace

    def look() -> SenderDomainShape:
        findings = checks.look(row)
        with workspace_scope(workspace_id):
            held: SenderDomain = SenderDomain.objects.find(id=domain_id)
            return sender_domain(commands.note_check(actor=actor, domain=held, findings=findings))

    return look


@router.delete(ONE, response={204: None})
def remove(request: Call, domain_id: UUID) -> Status[None]:
    """Its inboxes answer from the desk's own address again; its private key is destroyed."""
    commands.remove_domain(actor=request.auth.actor, domain=SenderDomain.objects.find(id=domain_id))
    return Status(204, None)


@router.get(OF_INBOX, response=SenderShape)
def sender(request: Call, inbox_id: UUID) -> SenderShape:
    """What an inbox answers from."""
    inbox: Inbox = Inbox.objects.find(id=inbox_id)
    _must_set_up(request)
    return _shown(inbox)


@router.put(OF_INBOX, response=SenderShape)
def set_sender(request: Call, inbox_id: UUID, sent: schemas.NewSender) -> SenderShape:
    """Chooses it; 409 for a domain whose DNS does not name the key yet."""
    inbox: Inbox = Inbox.objects.find(id=inbox_id)
    domain = SenderDomain.objects.find(id=sent.domain_id) if sent.domain_id else None
    commands.set_sender(actor=request.auth.actor, inbox=inbox, domain=domain, local=sent.local)
    return _shown(inbox)


def _shown(inbox: Inbox) -> SenderShape:
    own = queries.sender_of(inbox)
    return {
        "chosen": queries.chosen(inbox),
        "address": own.address if own else addresses.address_of(inbox, workspace()),
    }


def _must_set_up(request: Call) -> None:
    if not rules.can_set_up(request.auth.actor):
        raise NotAllowed
