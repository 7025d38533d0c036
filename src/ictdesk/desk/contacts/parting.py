"""A merge is taken back: whether it still can be, and what goes back."""

from datetime import timedelta
from uuid import UUID

from ictdesk.desk.contacts.models import AttributeValue, Contact, ContactMerge, Identity
from ictdesk.kernel.errors import Conflict

UNDO_FOR = timedelta(days=1)


def part(merge: ContactMerge) -> None:
    """Moves everything back. Raises `Conflict` when something that moved was changed or moved since."""
    source, target, moved = merge.source_id, merge.target_id, merge.moved
    values = AttributeValue.objects.filter(
        id__in=_ids(moved["attributes"]), contact=target, changed_at__lt=merge.made_at
    )
    if values.update(contact=source) != len(moved["attributes"]):
        raise Conflict("An attribute that came with it was changed since, so this cannot be undone.")
    addresses = Identity.objects.filter(id__in=_ids(moved["identities"]), contact=target)
    if addresses.update(contact=source) != len(moved["identities"]):
        raise Conflict("An address that came with it was removed since, so this cannot be undone.")
    earlier = Contact.objects.filter(id__in=_ids(moved["contacts"]), merged_into=target)
    if earlier.update(merged_into=source) != len(moved["contacts"]):
        raise Conflict("A merge before it was undone since, so this cannot be undone.")
    if Contact.objects.filter(id=source, merged_into=target).update(merged_into=None) != 1:
        raise Conflict("The contact was merged into another since. Undo that first.")


def _ids(texts: list[str]) -> list[UUID]:
    return [UUID(text) for text in texts]
