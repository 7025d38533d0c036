"""The one mail that this room sends: a code, to whoever reads the mailbox."""

from email.utils import formataddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from ictdesk.desk.contacts.models import Identity
from ictdesk.desk.mail import addresses
from ictdesk.desk.requesters import codes
from ictdesk.desk.requesters.models import AccessCode
from ictdesk.desk.workspaces import queries as workspaces
from ictdesk.kernel import egress
from ictdesk.kernel.datamap.fields import SUPPORT
from ictdesk.kernel.errors import NotFound
from ictdesk.kernel.lines import one_line
from ictdesk.kernel.tenancy import current_workspace


def compose(row: AccessCode) -> EmailMessage | None:
    """The mail with the code; None for an address that nobody here is known by. Raises `EgressRefused`."""
    known: Identity | None = (
        Identity.objects.filter(kind="email", digest=row.digest, current=True).order_by("created_at").first()
    )
    if known is None:
        return None
    address, workspace = known.value, workspaces.workspace()
    sent = frozenset({"user.contact.email"})
    egress.ask(egress.Call("mail.smtp", address.rpartition("@")[2], SUPPORT, sent, current_workspace()))
    name, code = one_line(workspace.name), codes.code_of(row)
    text = _(
        "Your code for your requests to %(name)s: %(code)s\n\n"
        "It works once, for 15 minutes, in the browser in which you asked for it. If you did not ask for it, "
        "somebody typed your address: you need not do anything, and nobody can see your requests without this code.\n"
    ) % {"name": name, "code": code}
    try:
        sender = addresses.address_of(workspaces.first_mail_inbox(), workspace)
    except NotFound:
        sender = settings.DEFAULT_FROM_EMAIL
    return EmailMessage(
        subject=_("%(code)s is your code for %(name)s") % {"name": name, "code": code},
        body=text,
        from_email=formataddr((name, sender)) if "<" not in sender else sender,
        to=[address],
        headers={"Auto-Submitted": "auto-generated"},
    )
