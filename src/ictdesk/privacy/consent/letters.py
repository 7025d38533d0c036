"""The mail that asks whether somebody agrees. It says no more than what is asked, and wants nothing but an answer."""

from email.utils import formataddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from ictdesk.kernel import egress
from ictdesk.kernel.home import home
from ictdesk.kernel.language import spoken
from ictdesk.kernel.lines import one_line
from ictdesk.kernel.tenancy import current_workspace
from ictdesk.kernel.tenancy.models import WorkspaceEntry
from ictdesk.privacy.consent import tokens
from ictdesk.privacy.consent.models import DUTY, ConsentQuestion, ConsentWording


def question(row: ConsentQuestion) -> EmailMessage:
    """The mail, in the language in which they were asked."""
    where, event, address = home(), row.event, row.address
    wording = ConsentWording.objects.find(
        purpose=event.purpose, version=event.version, language=event.language
    )
    slug = WorkspaceEntry.find(id=current_workspace()).slug
    url = f"{settings.ICTDESK_BASE_URL}/w/{slug}/agree/{tokens.question(event.id)}"
    sent = frozenset({"user.contact.email"})
    egress.ask(egress.Call(egress.by_mail(), address.rpartition("@")[2], DUTY, sent, current_workspace()))
    with spoken(event.language):
        name = one_line(where.name)
        title = _("Do you agree? A question from %(name)s") % {"name": name}
        body = "\n\n".join(
            [
                _("Somebody gave this address to %(name)s and agreed to this:") % {"name": name},
                wording.text,
                _("If it was you, and you still agree, follow this link and press the button there:"),
                url,
                _("If not, do nothing: you get no further mail, and in a week this address is forgotten."),
            ]
        )
    return EmailMessage(
        subject=title,
        body=body + "\n",
        from_email=formataddr((name, where.sender)),
        to=[address],
        headers={
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
            "Message-ID": f"<consent.{row.id}@{where.sender.rpartition('@')[2]}>",
        },
    )
