"""The job of this room: an archive is sealed for its receiver and handed over."""

from collections.abc import Iterator
from uuid import UUID

from ictdesk.kernel import egress
from ictdesk.kernel.actor import System
from ictdesk.kernel.blobs import store
from ictdesk.kernel.blobs.models import Blob
from ictdesk.kernel.egress import EgressRefused
from ictdesk.kernel.egress.fetching import NotFetched
from ictdesk.kernel.egress.putting import put
from ictdesk.kernel.errors import Gone
from ictdesk.kernel.ids import parse_id
from ictdesk.kernel.jobs import job, periodic
from ictdesk.kernel.tenancy import current_workspace, workspace_scope
from ictdesk.privacy.export.models import Bundle
from ictdesk.privacy.rights.models import DUTY
from ictdesk.privacy.transfers import commands, letters
from ictdesk.privacy.transfers.commands.note import Came
from ictdesk.privacy.transfers.models import Transfer
from ictdesk.privacy.transfers.queries import place_of
from ictdesk.privacy.transfers.sealing import sealed

US = System("transfers.send")
SENT = frozenset({"user.content", "user.contact", "user.name"})


@job("transfers.send", own_scope=True)
def send(workspace_id: str, transfer: str) -> None:
    """Hands one over. After a kill it is handed over again: a PUT twice is as good as once (RFC 9110, 9.2.2)."""
    workspace = UUID(workspace_id)
    with workspace_scope(workspace):
        row: Transfer | None = (
            Transfer.objects.select_related("request").filter(id=parse_id(transfer), state="waiting").first()
        )
        begun = _begun(row) if row else None
    if row is None or begun is None:
        return
    if row.email and not isinstance(begun, Came):
        _offered(workspace, row, begun)
        return
    came = begun if isinstance(begun, Came) else _handed_over(row, begun)
    with workspace_scope(workspace):
        commands.note_transfer(actor=US, transfer=row, came=came)


def _begun(row: Transfer) -> Iterator[bytes] | Came:
    """The archive in pieces, or why it cannot go. What is sealed is opened here, for later."""
    bundle = Bundle.objects.filter(request=row.request_id, variant="portable").first()
    blob = Blob.objects.filter(id=bundle.blob_id).first() if bundle else None
    if blob is None:
        return Came("gone")
    assert row.public_key
    call = egress.Call("transfer.direct", place_of(row), DUTY, SENT, current_workspace())
    try:
        egress.ask(call)
        return store.read(blob)
    except EgressRefused:
        return Came("egress_refused")
    except Gone:
        return Came("gone")


def _offered(workspace: UUID, row: Transfer, pieces: Iterator[bytes]) -> None:
    with sealed(pieces, row.public_key) as made, workspace_scope(workspace):
        stored = store.put(made.file, subject_id=row.subject_id, limit=made.size)
        commands.offer_transfer(actor=US, transfer=row, blob=stored.blob)


@job("transfers.mail", own_scope=True)
def mail_link(workspace_id: str, transfer: str) -> None:
    """Mails the link. The same message id each time: a repeat is known as one."""
    with workspace_scope(UUID(workspace_id)):
        row: Transfer | None = (
            Transfer.objects.select_related("request").filter(id=parse_id(transfer), state="offered").first()
        )
        mail = letters.link(row) if row else None
    if mail:
        mail.send()


@job("transfers.tidy")
def tidy() -> None:
    """Deletes what lies behind links whose days are over."""
    commands.end_transfers(actor=US)


periodic("transfers.tidy", seconds=3600)


def _handed_over(row: Transfer, pieces: Iterator[bytes]) -> Came:
    """Without a scope: no transaction waits for somebody's server."""
    with sealed(pieces, row.public_key) as made:
        try:
            status, answer = put(row.url, made.file, made.size, "application/age")
        except NotFetched:
            return Came("unreachable")
    reason = "" if 200 <= status < 300 else "refused"
    return Came(reason, status, answer, made.sha256, made.size)
