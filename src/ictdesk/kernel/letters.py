"""A mail of the product itself to whoever looks after people's rights in a workspace, or to people that are named."""

from collections.abc import Iterable, Sequence
from email.utils import formataddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse

from ictdesk.kernel import egress
from ictdesk.kernel.home import home
from ictdesk.kernel.lines import one_line
from ictdesk.kernel.tenancy import current_workspace
from ictdesk.kernel.tenancy.models import WorkspaceEntry

type Mail = EmailMessage
"""For rooms that hand on what this one has made."""

DUTY = "essential.legal_obligation"
LONGEST_TITLE = 200


def letter(
    title: str,
    lines: Sequence[str],
    to: Iterable[str] | None = None,
    *,
    purpose: str = DUTY,
    sender: tuple[str, str] | None = None,
) -> EmailMessage | None:
    """Without `to`, to the leads of the workspace in scope; from its own address unless `sender` (name, address) is given.

    None where nobody can be written to. Raises `EgressRefused` where no carrier may have it.
    """
    where = home()
    addresses = [*(where.leads() if to is None else to)]
    for address in addresses:
        egress.ask_mail(address, current_workspace(), purpose)
    if not addresses:
        return None
    name, sent_from = sender or (where.name, where.sender)
    return EmailMessage(
        subject=one_line(title)[:LONGEST_TITLE],
        body="\n\n".join(lines) + "\n",
        from_email=formataddr((one_line(name), sent_from)),
        to=addresses,
        headers={"Auto-Submitted": "auto-generated"},
    )


def page(name: str) -> str:
    """The full address of a page of the workspace in scope."""
    slug = WorkspaceEntry.find(id=current_workspace()).slug
    return f"{settings.ICTDESK_BASE_URL}{reverse(name, kwargs={'slug': slug})}"
