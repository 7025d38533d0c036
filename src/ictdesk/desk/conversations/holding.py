"""What is held of a contact: the facts of the privacy card."""

from typing import cast

from django.db.models import Count, Q

from ictdesk.desk.contacts.models import AttributeValue, Contact, Identity
from ictdesk.desk.contacts.queries import subjects_of
from ictdesk.desk.conversations.models import Attachment, Conversation, Message
from ictdesk.desk.conversations.person_shapes import (
    HeldShape,
    ObjectionScope,
    PrivacyShape,
)
from ictdesk.kernel import consenting, objecting, restricting


def privacy_of(contact: Contact) -> PrivacyShape:
    """The facts of the privacy card."""
    subjects = subjects_of(contact)
    digests = _digests(contact)
    return {
        "objects": cast("list[ObjectionScope]", objecting.objections_of(digests)),
        "consents": [{"name": one.name, "may": one.may} for one in consenting.consents_of(digests)],
        "restricted": restricting.case_of(subjects),
        "notice_version": contact.notice_version,
        "gpc": contact.gpc,
        "keys": len(subjects),
        "held": _held(contact),
    }


def _digests(contact: Contact) -> list[bytes]:
    known = Identity.objects.filter(contact=contact, kind="email").values_list("digest", flat=True)
    return [bytes(one) for one in known]


def _held(contact: Contact) -> list[HeldShape]:
    """Counts by class. No rule of retention exists yet, so nothing has a date."""
    threads = Conversation.objects.filter(contact=contact)
    of_it = {"conversation__in": threads.values("id")}
    words = Message.objects.filter(deleted_at=None, **of_it).aggregate(
        messages=Count("id", filter=Q(note=False)), notes=Count("id", filter=Q(note=True))
    )
    counts = {
        "conversations": threads.count(),
        **words,
        "files": Attachment.objects.filter(**of_it).count(),
        "addresses": Identity.objects.filter(contact=contact).count(),
        "attributes": AttributeValue.objects.filter(contact=contact).count(),
    }
    return [{"kind": kind, "count": n, "until": None} for kind, n in counts.items()]
