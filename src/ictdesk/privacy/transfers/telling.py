"""Receivers as recipients, and how a transfer is told to the person."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ictdesk.kernel import recipients
from ictdesk.kernel.datamap.persons import Person
from ictdesk.kernel.datamap.telling import Told, tell
from ictdesk.kernel.ids import parse_id
from ictdesk.kernel.recipients import Known, Recipient
from ictdesk.privacy.rights.models import RightsSubject
from ictdesk.privacy.transfers.models import Transfer

tell(
    Transfer,
    Told(
        gettext_lazy("Where your data was sent for you"),
        order=("made_at", "id"),
        left_out=("subject_id", "url", "email", "public_key", "answer"),
    ),
)


def receivers(person: Person) -> Iterator[Recipient]:
    """Each that took it."""
    cases = RightsSubject.objects.filter(person_id__in=person.subjects).values("request")
    for row in Transfer.objects.filter(request__in=cases, state="sent").order_by("sent_at", "id"):
        yield Recipient(
            row.name,
            _("What you took along"),
            _("You had it sent there (Art. 20(2))"),
            "transfer",
            str(row.id),
            row.sent_at,
        )


def find(key: str) -> Known | None:
    row: Transfer | None = Transfer.objects.filter(id=parse_id(key)).first()
    return Known(row.name) if row else None


recipients.register(receivers)
recipients.found_by("transfer", find)
