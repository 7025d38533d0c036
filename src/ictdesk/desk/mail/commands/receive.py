"""Keep a mail as it came, before anybody looks at it."""

import hmac
import io

from ictdesk.desk.conversations.models import Conversation
from ictdesk.desk.mail import rules
from ictdesk.desk.mail.models import OutgoingMail, ReceivedMail
from ictdesk.desk.workspaces.models import Inbox
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.blobs import store
from ictdesk.kernel.command import command
from ictdesk.kernel.jobs import defer
from ictdesk.kernel.tenancy import current_workspace
from ictdesk.kernel.vault import keyring

LARGEST = 64 * 1024 * 1024
"""More than any listener lets in: their own limit is the installation's option."""


@command(allow=rules.only_the_software)
def receive(
    *,
    actor: Actor,
    inbox: Inbox,
    raw: bytes,
    envelope_from: str,
    conversation: Conversation | None = None,
    bad_address: bool = False,
    returns: OutgoingMail | None = None,
) -> ReceivedMail:
    """Seals the raw mail and enqueues its taking in. The same mail to the same inbox again is the first one.

    `conversation` is what a right reply address named, `returns` the mail of ours that it is about by the
    address that this went out from; `bad_address` says that such an address was a wrong one.
    """
    said = b"mail|raw|" + current_workspace().bytes + raw
    digest = hmac.digest(keyring.index_key(), said, "sha256")
    Inbox.objects.select_for_update(no_key=True).find(id=inbox.id)  # one at a time: twice at once is once
    known: ReceivedMail | None = ReceivedMail.objects.filter(inbox=inbox, digest=digest).first()
    if known is not None:
        return known
    subject = keyring.new_subject()
    stored = store.put(io.BytesIO(raw), subject_id=subject, limit=LARGEST)
    mail = ReceivedMail(
        inbox=inbox,
        subject_id=subject,
        blob_id=stored.blob.id,
        digest=digest,
        envelope_from=envelope_from,
        answers=conversation,
        bad_address=bad_address,
        returns=returns,
    )
    mail.save()
    defer("mail.take_in", mail=mail.id)
    return mail
