"""What this room does when a person is erased: their mails do not come back, and a complaint stays without its name."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from ictdesk.desk.mail.models import ForgottenMail, ReceivedMail, Suppression
from ictdesk.kernel import clock, erasing
from ictdesk.kernel.datamap.persons import Person

REMEMBERED = timedelta(days=366)
"""How long a mailbox that is read anew brings nothing back. Older mail is seldom left in one."""


def register() -> None:
    erasing.with_rows("received_mail", remember)
    erasing.before("mail_suppression", keep_complaints)


def remember(mails: Sequence[UUID]) -> None:
    """Keeps the keyed digests of raw mails, and nothing else of them."""
    until = clock.now() + REMEMBERED
    digests = ReceivedMail.objects.filter(id__in=mails).values_list("digest", flat=True)
    ForgottenMail.objects.bulk_create(ForgottenMail(digest=digest, until=until) for digest in digests)


def is_forgotten(digest: bytes) -> bool:
    """Whether this very mail was erased here within the year."""
    return bool(ForgottenMail.objects.filter(digest=digest, until__gt=clock.now()).exists())


def drop_old() -> None:
    """Deletes what was remembered for long enough."""
    ForgottenMail.objects.filter(until__lte=clock.now()).delete()


def keep_complaints(person: Person) -> None:
    """Who reported mail as unwanted gets none later either: the digest stays, the person does not."""
    complaints = Suppression.objects.filter(contact__in=person.contacts, reason="complained")
    complaints.update(contact=None, mail=None)
