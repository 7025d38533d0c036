"""The certificate goes by mail to whoever owned the workspace, as a file and to print."""

from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from ictdesk.privacy.endings.models import WorkspaceEnd
from ictdesk.privacy.erasure import printing
from ictdesk.privacy.erasure.certificate import document


def send(address: str, run: WorkspaceEnd) -> None:
    mail = EmailMessage(
        _("%(workspace)s has ended") % {"workspace": run.slug},
        _(
            "Everything of this workspace was removed. The signed certificate is attached: what went, what stays, and which "
            "copies end when."
        ),
        to=[address],
    )
    mail.attach(f"{run.slug}.json", document(run), "application/json")
    mail.attach(f"{run.slug}.pdf", printing.pdf_of_end(run, run.slug), "application/pdf")
    mail.send()
