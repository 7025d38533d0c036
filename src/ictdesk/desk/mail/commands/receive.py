"""Keep a mail as it came, before anybody looks at it."""

import hmac
import io
import logging
from uuid import UUID

from ictdesk.desk.conversations.models import Conversation
from ictdesk.desk.mail import erasing, rules
from ictdesk.desk.mail.models import OutgoingMail, ReceivedMail, Transcript
from ictdesk.desk.mail.verdicts import Checks
from ictdesk.desk.workspaces.models import Inbox
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.blobs import store
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import Ending
from ictdesk.kernel.jobs import defer
from ictdesk.kernel.tenancy import current_scope, current_workspace
from ictdesk.kernel.vault import keyring

log = logging.getLogger(__name__)

LARGEST = 64 * 1024 * 1024
"""More than any listener lets in: their own limit is the installation's option."""


@command(allow=rules.only_the_software, door="inbound", while_ending=True)
def receive(
    *,
    actor: Actor,
    inbox: Inbox,
    raw: bytes,
    envelope_from: str,
    conversation: Conversation | None = None,
    bad_address: bool = False,
    returns: OutgoingMail | None = None,
    transcript: Transcript | None = None,
    beyond: UUID | None = None,
    checks: Checks | None = None,
) -> ReceivedMail | None:
    """Seals the raw mail and enqueues its taking in. The same mail to the same inbox again is the first one,
    and one that was erased here stays away: then the answer is None. Raises `Ending` where nothing is written any more,
    but for what comes back of mails of ours.

    `conversation` is what a right reply address named, `returns`, `transcript` or `beyond` the mail of ours that it is about by
    the address that this went out from; `bad_address` says that such an address was a wrong one;
    `checks` are our own, made while the mail was handed over.
    """
    if current_scope().ends_at and not (returns or transcript or beyond):
        raise Ending
    digest = _digest(raw)
    Inbox.objects.select_for_update(no_key=True).find(id=inbox.id)  # one at a time: twice at once is once
    known: ReceivedMail | None = ReceivedMail.objects.filter(inbox=inbox, digest=digest).first()
    if known is not None:
        return known
    if erasing.is_forgotten(digest):
        log.info("mail.erased_before")
        return None
    subject = keyring.new_subject()
    stored = store.put(io.BytesIO(raw), subject_id=subject, limit=LARGEST)
    mail = ReceivedMail(inbox=inbox, subject_id=subject, blob_id=stored.blob.id, digest=digest)
    mail.envelope_from, mail.answers, mail.bad_address = envelope_from, conversation, bad_address
    mail.returns, mail.transcript, mail.beyond_id = returns, transcript, beyond
    mail.spf, mail.dkim, mail.dmarc = checks or Checks()
    mail.save()
    defer("mail.take_in", mail=mail.id)
    return mail


def _digest(raw: bytes) -> bytes:
    said = b"mail|raw|" + current_workspace().bytes + raw
    return hmac.digest(keyring.index_key(), said, "sha256")
