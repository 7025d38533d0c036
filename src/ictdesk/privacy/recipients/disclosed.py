"""Recipients that no other room knows: programs that read by the API, and whom members wrote down."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time

from django.utils.translation import gettext as _

from ictdesk.kernel import recipients
from ictdesk.kernel.datamap.persons import Person
from ictdesk.kernel.ids import parse_id
from ictdesk.kernel.recipients import Known, Recipient
from ictdesk.privacy.recipients.groups import GROUPS
from ictdesk.privacy.recipients.models import Disclosure, ProgramRead


def programs(person: Person) -> Iterator[Recipient]:
    """Each that read, with the last day."""
    rows = ProgramRead.objects.filter(contact_id__in=person.contacts).order_by("-last_on", "key_id")
    days: dict[str, date] = {}
    for key, day in rows.values_list("key_id", "last_on"):
        days.setdefault(str(key), day)
    for key, day in days.items():
        known = recipients.known("program", key)
        yield Recipient(
            known.name if known else _("A program whose key is gone"),
            _("What is known of you, and your conversations"),
            _("The organisation works on them with it"),
            "program",
            key,
            _begin(day),
        )


def noted(person: Person) -> Iterator[Recipient]:
    """Whom a member wrote down."""
    for row in Disclosure.objects.filter(person_id__in=person.subjects).order_by("given_on", "id"):
        yield Recipient(
            row.name,
            row.what or _("Data about you"),
            str(GROUPS[row.kind]),
            "noted",
            str(row.id),
            _begin(row.given_on),
            secret=row.secret,
        )


def find(key: str) -> Known | None:
    """By hand: its address is for a letter."""
    row: Disclosure | None = Disclosure.objects.filter(id=parse_id(key)).first()
    return Known(row.name, row.address) if row else None


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


recipients.register(programs)
recipients.register(noted)
recipients.found_by("noted", find)
