"""Security contacts of the workspace in scope: addresses that a breach of this desk does not reach."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from ictdesk.desk.mail import addresses
from ictdesk.desk.mailboxes.models import Mailbox
from ictdesk.desk.senders.models import SenderAddress
from ictdesk.kernel.errors import Conflict, Invalid
from ictdesk.kernel.vault.digests import normal_address
from ictdesk.trust.breaches.models import SecurityContact

MOST = 10


def all_of_them() -> list[SecurityContact]:
    """In the order in which they were added."""
    return list(SecurityContact.objects.order_by("added_at", "id"))


def on_file() -> list[SecurityContact]:
    """Those whose owner used the link that was mailed."""
    return [one for one in all_of_them() if one.verified_at is not None]


def checked(said: str) -> str:
    """An address that may be one. Raises `Invalid`, and `Conflict` for one that this desk itself reads or that is there."""
    address = said.strip()
    try:
        validate_email(address)
    except ValidationError as error:
        raise Invalid("This is no e-mail address.") from error
    if addresses.slug_of(address.rpartition("@")[2]) or normal_address(address) in _own():
        raise Conflict("This desk reads that mailbox itself: name an address outside of it.")
    known = all_of_them()
    if normal_address(address) in {normal_address(one.address) for one in known}:
        raise Conflict("This address is a security contact already.")
    if len(known) >= MOST:
        raise Conflict(f"There are at most {MOST} security contacts.")
    return address


def _own() -> set[str]:
    """Mailboxes elsewhere that are read into this desk, and addresses it sends from."""
    senders = SenderAddress.objects.select_related("domain")
    names = {str(one.user) for one in Mailbox.objects.all()} | {
        f"{one.local}@{one.domain.domain}" for one in senders
    }
    return {normal_address(one) for one in names if "@" in one}
