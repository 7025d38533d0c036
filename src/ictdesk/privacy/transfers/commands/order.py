"""Have the data that a person takes along sent to another controller."""

from contextlib import suppress

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from pyrage import RecipientError, x25519

from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor, Member
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.egress.putting import is_address
from ictdesk.kernel.errors import Conflict, Invalid
from ictdesk.kernel.instructing import Alters
from ictdesk.kernel.jobs import defer
from ictdesk.kernel.lines import one_line
from ictdesk.privacy.export.models import Bundle
from ictdesk.privacy.rights import moving, rules
from ictdesk.privacy.rights.models import RightsRequest
from ictdesk.privacy.transfers.models import Transfer


@command(allow=rules.can_handle, while_ending=True, alters=Alters("transfers"))
def order_transfer(
    *, actor: Actor, request: RightsRequest, receiver: str, target: str, public_key: str
) -> Transfer:
    """Sends it when this is committed; `public_key` is one of age.

    `target` is an HTTPS address that takes a PUT, or a mail address, which gets a link of some days.

    Raises `Invalid`, and `Conflict` while no archive to take along is there, or none any more.
    """
    row = moving.held(request)
    name, address, key = one_line(receiver)[:200], target.strip(), public_key.strip()
    if not name:
        raise Invalid("Say who is to get it.")
    mailed = is_mail(address)
    if not mailed and not is_address(address):
        raise Invalid("The address begins with https:// and holds no password, or is one of mail.")
    try:
        x25519.Recipient.from_str(key)
    except RecipientError as error:
        raise Invalid("The public key is one of age: it begins with age1.") from error
    if not Bundle.objects.filter(request=row, variant="portable", blob_id__isnull=False).exists():
        raise Conflict("There is no archive to take along.")
    made = Transfer(
        request=row,
        subject_id=row.subject_id,
        name=name,
        url="" if mailed else address,
        email=address if mailed else None,
        public_key=key,
        made_by=actor.id if isinstance(actor, Member) else None,
        made_at=clock.now(),
    )
    made.save()
    defer("transfers.send", transfer=made.id)
    record(actor, "transfer.ordered", "rights_request", row.id, transfer=str(made.id))
    return made


def is_mail(text: str) -> bool:
    with suppress(ValidationError):
        validate_email(text)
        return True
    return False


@command(allow=rules.can_handle, while_ending=True)
def send_transfer_again(*, actor: Actor, transfer: Transfer) -> Transfer:
    """Tries one that failed once more, or one whose link nobody followed. Raises `Conflict` for any other."""
    row: Transfer = Transfer.objects.select_for_update().find(id=transfer.id)
    if row.state not in ("failed", "over"):
        raise Conflict("Only one that failed is sent again.")
    row.state, row.reason, row.status = "waiting", "", None
    row.save(update_fields=["state", "reason", "status"])
    defer("transfers.send", transfer=row.id)
    record(actor, "transfer.ordered", "rights_request", row.request_id, transfer=str(row.id))
    return row
