"""To whom mail about a person went: whoever carried it, and whoever else got it. Read from the mails themselves."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Max, Q
from django.utils.translation import gettext as _

from ictdesk.desk.contacts.models import Identity
from ictdesk.desk.mail.models import OutgoingMail, Participant, Suppression, Transcript
from ictdesk.desk.mail.providers import offered
from ictdesk.kernel import recipients
from ictdesk.kernel.datamap.persons import Person
from ictdesk.kernel.ids import parse_id
from ictdesk.kernel.recipients import Known, Recipient
from ictdesk.kernel.vault import keyring

HANDED = ("accepted", "delivered", "bounced", "complained")
"""States of a mail that has left us."""
MOST_THREADS = 20


def carriers(person: Person) -> Iterator[Recipient]:
    """Whoever carries our mail, where any was written to them or about them."""
    mails = OutgoingMail.objects.filter(_about(person), state__in=HANDED)
    copies = Transcript.objects.filter(contact__in=person.contacts, state="accepted")
    if not (mails.exists() or copies.exists()):
        return
    for name in offered():
        yield Recipient(
            name,
            _("Your e-mail address, and what we write to you"),
            _("It carries our mails to your mailbox"),
            "carrier",
            name,
        )


def others(person: Person) -> Iterator[Recipient]:
    """Everybody else who got mails of a conversation of theirs, or with words of theirs."""
    mails = OutgoingMail.objects.filter(_about(person), state__in=HANDED).exclude(contact__in=person.contacts)
    found = (
        mails.order_by()
        .values("contact")
        .annotate(
            last=Max("accepted_at"),
            numbers=ArrayAgg(
                "conversation__number", distinct=True, filter=Q(conversation__number__isnull=False)
            ),
        )
    )
    rows = {row["contact"]: row for row in found}
    names = _names(rows)
    for id_, row in sorted(rows.items()):
        yield Recipient(
            names.get(id_, _("Somebody who is not known here any more")),
            _("Answers in a conversation that you took part in"),
            _("They were in copy, or you were"),
            "copy",
            str(id_),
            row["last"],
            tuple((row["numbers"] or [])[:MOST_THREADS]),
        )


def find(key: str) -> Known | None:
    """A contact who got mails; without an address where none is left, or where mail to it came back."""
    id_ = parse_id(key)
    address = _addresses([id_]).get(id_)
    if address is None:
        return None
    stopped = Suppression.objects.filter(digest=bytes(address.digest)).exists()
    return Known(
        address.contact.name or address.value, "" if stopped else address.value, address.contact.locale
    )


def _about(person: Person) -> Q:
    """Mails of their conversations, and those that pass on what they wrote while they were in copy."""
    in_copy = Participant.objects.filter(contact__in=person.contacts).values("conversation")
    theirs = Q(conversation__contact__in=person.contacts)
    return theirs | Q(conversation__in=in_copy, message__author_id__in=person.contacts)


def _names(ids: Any) -> dict[UUID, str]:
    return {id_: one.contact.name or one.value for id_, one in _addresses(list(ids)).items()}


def _addresses(ids: list[UUID]) -> dict[UUID, Identity]:
    """The newest address of each that can be read: nobody is named who was erased or is restricted."""
    rows = Identity.objects.filter(contact__in=ids, kind="email", current=True).select_related("contact")
    known = list(rows.order_by("created_at", "id"))
    keys = {one.subject_id for one in known} | {one.contact.subject_id for one in known}
    alive = keyring.subject_keys(keys).keys()
    return {
        one.contact_id: one for one in known if one.subject_id in alive and one.contact.subject_id in alive
    }


recipients.register(carriers)
recipients.register(others)
recipients.found_by("copy", find)
recipients.found_by("carrier", Known)
