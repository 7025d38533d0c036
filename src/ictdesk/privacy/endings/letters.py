"""Mails to whoever owns the workspace: that its end waits, and for what; and the certificate, as a file and to print."""

from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from ictdesk.kernel import egress
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
    egress.ask_mail(address, run.workspace_id)
    mail.send()


def send_blocked(address: str, run: WorkspaceEnd, found: dict[str, int]) -> None:
    """`found` as `blocking.reasons` has it."""
    what = "\n".join(
        f"- {word}: {found[kind]}"
        for kind, word in (("requests", _("Open requests about people's data")), ("holds", _("Holds")))
        if kind in found
    )
    egress.ask_mail(address, run.workspace_id)
    EmailMessage(
        _("The end of %(workspace)s waits") % {"workspace": run.slug},
        _(
            "The day of %(workspace)s has come, but it does not end while this stands in the way:\n\n%(what)s\n\n"
            "Answer the requests, and lift the holds once you have taken along what you must keep. Then it ends by itself."
        )
        % {"workspace": run.slug, "what": what},
        to=[address],
        headers={"Auto-Submitted": "auto-generated"},
    ).send()
