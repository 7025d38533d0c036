"""What recipients are written, and what the answer to the person says of them (Art. 19 GDPR, second sentence)."""

from email.utils import formataddr

from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from ictdesk.kernel import egress
from ictdesk.kernel.datamap.persons import person_of
from ictdesk.kernel.home import home
from ictdesk.kernel.language import day, spoken
from ictdesk.kernel.lines import one_line
from ictdesk.kernel.recipients import Known
from ictdesk.kernel.tenancy import current_workspace
from ictdesk.privacy.recipients.models import RecipientNotice
from ictdesk.privacy.recipients.opening import outside
from ictdesk.privacy.rights import letters
from ictdesk.privacy.rights.models import DUTY, RightsItem, RightsRequest, RightsSubject

TOLD_OF = ("rectification", "erasure", "restriction")
GRANTED = ("fulfilled", "partly")


def body(row: RecipientNotice) -> str:
    """What happened and what is asked for. It holds no name and no value: they have them, or get none from us."""
    where = home()
    said = {"name": where.name, "day": day(row.made_at.astimezone(where.zone).date())}
    parts = [
        {
            "erasure": _(
                "%(name)s gave you data about a person. On %(day)s it began to erase this person's data at their request, or "
                "since it was no longer needed."
            ),
            "rectification": _(
                "%(name)s gave you data about a person. On %(day)s it corrected something in this person's data."
            ),
            "restriction": _(
                "%(name)s gave you data about a person. Since %(day)s this person's data is restricted: it is stored and "
                "otherwise left alone."
            ),
        }[row.cause]
        % said
    ]
    if row.threads:
        numbers = ", ".join(f"#{one}" for one in row.threads)
        parts.append(_("You know it from: %(threads)s") % {"threads": numbers})
    parts.append(
        {
            "erasure": _(
                "Please delete what you hold of it, unless you have grounds of your own to keep it."
            ),
            "rectification": _("If you still use what you were given, ask us for what is right."),
            "restriction": _("Please leave what you hold of it alone until you hear that this has ended."),
        }[row.cause]
    )
    parts.append(
        _("We tell you since the law asks for it (Art. 19 of the General Data Protection Regulation).")
    )
    return "\n\n".join([*parts, _("Kind regards\n%(name)s") % {"name": where.name}]) + "\n"


def mail(row: RecipientNotice, known: Known) -> EmailMessage:
    """For somebody who got mails. The same message id each time: a repeat is known as one."""
    where = home()
    sent = frozenset({"user.contact.email"})
    egress.ask(
        egress.Call(egress.by_mail(), known.address.rpartition("@")[2], DUTY, sent, current_workspace())
    )
    with spoken(known.language):
        name = one_line(where.name)
        return EmailMessage(
            subject=_("Data that you got from %(name)s") % {"name": name},
            body=body(row),
            from_email=formataddr((name, where.sender)),
            to=[known.address],
            headers={
                "Auto-Submitted": "auto-generated",
                "X-Auto-Response-Suppress": "All",
                "Message-ID": f"<notice.{row.id}@{where.sender.rpartition('@')[2]}>",
            },
        )


def named(row: RightsRequest) -> list[str]:
    """Tells the person who got their data and is told now; nothing before it is proved who asks."""
    granted = RightsItem.objects.filter(request=row, right__in=TOLD_OF, outcome__in=GRANTED).exists()
    if not granted or row.identified_at is None:
        return []
    keys = list(RightsSubject.objects.filter(request=row).values_list("person_id", flat=True))
    found = [one for one in outside(person_of(subjects=keys)) if not one.secret] if keys else []
    if not found:
        return []
    names = "\n".join(f"- {name}" for name in dict.fromkeys(one.name for one in found))
    return [
        _(
            "These got data about you. We tell each of them, unless that is impossible or takes a disproportionate effort:"
        )
        + "\n"
        + names
    ]


letters.ADDED.append(named)
