"""The one mail that this room sends: a code, to whoever reads the mailbox."""

from email.utils import formataddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from ictdesk.desk.contacts.models import Identity
from ictdesk.desk.mail import addresses, templating
from ictdesk.desk.requesters import codes
from ictdesk.desk.requesters.models import AccessCode
from ictdesk.desk.workspaces import queries as workspaces
from ictdesk.kernel import egress
from ictdesk.kernel.datamap.fields import SUPPORT
from ictdesk.kernel.errors import NotFound
from ictdesk.kernel.language import spoken
from ictdesk.kernel.lines import one_line
from ictdesk.kernel.tenancy import current_workspace
from ictdesk.kernel.vault import doors


def compose(row: AccessCode) -> EmailMultiAlternatives | None:
    """The mail with the code; None for an address that nobody here is known by. Raises `EgressRefused`."""
    known: Identity | None = (
        Identity.objects.filter(kind="email", digest=row.digest, current=True).order_by("created_at").first()
    )
    if known is None:
        return None
    with doors.opened("own"):  # whoever asks for a code wants it
        address, workspace = known.value, workspaces.workspace()
    sent = frozenset({"user.contact.email"})
    egress.ask(egress.Call(egress.by_mail(), address.rpartition("@")[2], SUPPORT, sent, current_workspace()))
    name = one_line(workspace.name)
    values = {"workspace.name": name, "code": codes.code_of(row)}
    with spoken(known.contact.locale):
        said = templating.fill(templating.in_use("code"), values)
    try:
        sender = addresses.address_of(workspaces.first_mail_inbox(), workspace)
    except NotFound:
        sender = settings.DEFAULT_FROM_EMAIL
    mail = EmailMultiAlternatives(
        subject=said.subject,
        body=said.text,
        from_email=formataddr((name, sender)) if "<" not in sender else sender,
        to=[address],
        headers={"Auto-Submitted": "auto-generated"},
    )
    mail.attach_alternative(said.page(workspace), "text/html")
    return mail
