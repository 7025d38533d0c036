"""What calls about notices to recipients get."""

from typing import Literal, TypedDict, cast

from ictdesk.kernel.canonical import canonical
from ictdesk.kernel.clock import rfc3339
from ictdesk.kernel.vault import signing
from ictdesk.privacy.recipients.models import RecipientNotice


class NoticeText(TypedDict):
    """What is signed. `contacts` are ids that the reader may know; `what` is the corrected value's place, else empty."""

    id: str
    cause: Literal["erasure", "rectification", "restriction"]
    contacts: list[str]
    what: str
    at: str


class NoticeShape(TypedDict):
    """`signature` is Ed25519 over the notice's JSON with sorted keys and no spaces, by the installation's key."""

    notice: NoticeText
    signature: str
    state: Literal["to_tell", "told", "confirmed", "unable"]


class NoticeShapes(TypedDict):
    items: list[NoticeShape]
    next: None


def notice_shape(row: RecipientNotice) -> NoticeShape:
    said = {
        "id": str(row.id),
        "cause": row.cause,
        "contacts": row.contacts,
        "what": row.what,
        "at": rfc3339(row.made_at),
    }
    signed = signing.text(signing.sign(canonical(said)))
    return cast("NoticeShape", {"notice": said, "signature": signed, "state": row.state})
