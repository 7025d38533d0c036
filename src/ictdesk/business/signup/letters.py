"""The mail of a sign-up: a link to finish it, and nothing else."""

from django.conf import settings
from django.core.mail import EmailMessage

from ictdesk.business.signup.asking import SignUp
from ictdesk.kernel import egress


def confirm(said: SignUp, url: str) -> EmailMessage:
    """To the address that was given, whoever it belongs to."""
    site = settings.ICTDESK_SITE
    sent = frozenset({"user.contact.email"})
    host = said.email.rpartition("@")[2]
    egress.ask(egress.Call(egress.by_mail(), host, "essential.service", sent, None))
    lines = [
        f"Somebody wants to open a workspace for {said.organisation} at {site.name} with this address.",
        "If it was you, follow this link within a day and press the button there:",
        url,
        "If not, do nothing: nothing was made, and this address is kept nowhere.",
    ]
    return EmailMessage(
        subject=f"{site.name}: finish your sign-up",
        body="\n\n".join(lines) + "\n",
        to=[said.email],
        headers={"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"},
    )
