"""Mailboxes elsewhere that are read into inboxes. Owners and admins; a secret goes in and never comes out."""

from collections.abc import Callable
from uuid import UUID

from ninja import Router, Status

from ictdesk.desk.mailboxes import accounts, commands, rules, trial
from ictdesk.desk.mailboxes.models import Mailbox
from ictdesk.desk.people import queries as people
from ictdesk.desk.workspaces.models import Inbox
from ictdesk.kernel.errors import NotAllowed
from ictdesk.surfaces.api import schemas_mail as schemas
from ictdesk.surfaces.api.callers import Call
from ictdesk.surfaces.api.idempotency import Answer
from ictdesk.surfaces.api.scoping import waits_outside
from ictdesk.surfaces.api.shapes_mail import Steps
from ictdesk.surfaces.api.shapes_senders import Mailboxes, MailboxShape, mailbox

router = Router(tags=["Mail"])
ONE = "/mailboxes/{uuid:mailbox_id}"


@router.get("/mailboxes", response=Mailboxes)
def list_mailboxes(request: Call) -> Mailboxes:
    """All, oldest first, with how reading them went last."""
    _must_set_up(request)
    return {"items": [mailbox(row) for row in Mailbox.objects.order_by("id")], "next": None}


@router.post("/mailboxes", response={201: MailboxShape})
def add(request: Call, sent: schemas.NewMailbox) -> Answer:
    """Adds one. It is read from now on, or with all that lies in it (`from_start`)."""
    actor = request.auth.actor
    said = sent.model_dump(exclude={"inbox_id"})
    made = commands.add_mailbox(actor=actor, inbox=Inbox.objects.find(id=sent.inbox_id), **said)
    return Answer(201, mailbox(made), people.subject_of(actor))


@router.post(f"{ONE}/test", response=Steps)
@waits_outside
def test(request: Call, mailbox_id: UUID) -> Callable[[], Steps]:
    """Goes all the steps up to the folder, reads nothing, and says which one fails."""
    row: Mailbox = Mailbox.objects.find(id=mailbox_id)
    _must_set_up(request)
    account = accounts.of(row)
    return lambda: {"items": [{**step} for step in trial.run(account)], "next": None}


@router.patch(ONE, response=MailboxShape)
def switch(request: Call, mailbox_id: UUID, sent: schemas.MailboxChange) -> MailboxShape:
    """Reads it, or leaves it alone; it goes on where it stopped."""
    row: Mailbox = Mailbox.objects.find(id=mailbox_id)
    commands.switch_mailbox(actor=request.auth.actor, mailbox=row, shown=sent.active)
    return mailbox(row)


@router.delete(ONE, response={204: None})
def remove(request: Call, mailbox_id: UUID) -> Status[None]:
    """It is read no more; its secret is destroyed. What came stays."""
    commands.remove_mailbox(actor=request.auth.actor, mailbox=Mailbox.objects.find(id=mailbox_id))
    return Status(204, None)


def _must_set_up(request: Call) -> None:
    if not rules.can_set_up(request.auth.actor):
        raise NotAllowed
