"""The words of the workspace's mails."""

from ninja import Router, Status

from ictdesk.desk.mail import commands, rules, samples
from ictdesk.desk.mail.template_kinds import KINDS, kind_of
from ictdesk.desk.people import queries as people
from ictdesk.desk.workspaces import queries as workspaces
from ictdesk.kernel.errors import NotAllowed
from ictdesk.surfaces.api import schemas_mail as schemas
from ictdesk.surfaces.api import setup
from ictdesk.surfaces.api.callers import Call
from ictdesk.surfaces.api.idempotency import Answer
from ictdesk.surfaces.api.shapes_mail import MailPreview, MailTemplates, MailTemplateShape, mail_template

router = Router(tags=["Mail"])
ONE = "/mail-templates/{name}"


@router.get("/mail-templates", response=MailTemplates)
def list_templates(request: Call) -> MailTemplates:
    """Every kind of mail with the words that are in use, and the placeholders that these may hold."""
    setup.must_see(request.auth.actor)
    return {"items": [mail_template(kind) for kind in KINDS], "next": None}


@router.put(ONE, response=MailTemplateShape)
def set_template(request: Call, name: str, sent: schemas.MailWordsSent) -> MailTemplateShape:
    """Sets the words of one kind. Owners and admins."""
    commands.set_mail_template(actor=request.auth.actor, of=name, words=sent.said())
    return mail_template(kind_of(name))


@router.delete(ONE, response={204: None})
def reset_template(request: Call, name: str) -> Status[None]:
    """The product's words again; 409 where they are in use."""
    commands.reset_mail_template(actor=request.auth.actor, of=name)
    return Status(204, None)


@router.post(f"{ONE}/preview", response=MailPreview)
def preview(request: Call, name: str, sent: schemas.MailWordsSent) -> Answer:
    """What people would get if these were the words. Changes nothing. Owners and admins."""
    actor = request.auth.actor
    if not rules.can_set_up(actor):
        raise NotAllowed
    made = samples.fill(kind_of(name), sent.said(), workspaces.workspace())
    told: MailPreview = {"subject": made.subject, "text": made.text, "html": str(made.html)}
    return Answer(200, told, people.subject_of(actor))
