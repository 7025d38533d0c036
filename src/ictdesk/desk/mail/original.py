"""The mail as its sender made it: read from the sealed raw file each time, and made harmless on the way."""

import html
from dataclasses import dataclass, replace
from email import message_from_bytes, policy
from email.message import EmailMessage

from ictdesk.desk.conversations import sniffing
from ictdesk.desk.mail import links, parts, sanitising
from ictdesk.desk.mail.headers import header
from ictdesk.desk.mail.letter import Unreadable, refuse_bombs
from ictdesk.desk.mail.links import Shown
from ictdesk.desk.mail.models import ReceivedMail
from ictdesk.desk.mail.sanitising import Harmless
from ictdesk.kernel import egress
from ictdesk.kernel.blobs import store
from ictdesk.kernel.blobs.models import Blob
from ictdesk.kernel.datamap.fields import SUPPORT
from ictdesk.kernel.egress import fetching
from ictdesk.kernel.errors import NotFound, UnsupportedFile

LARGEST_PICTURE = 5 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, made anew from what came."""

    content: bytes
    content_type: str = "image/webp"


def page(shown: Shown) -> Harmless:
    """The HTML part, else the whole text. Raises `NotFound` where there is none that can be shown, and `Gone`."""
    leaves = _leaves(shown)
    source = "\n".join(parts.text_of(part) for part in leaves if _is(part, "text/html"))
    if not source:
        text = "\n\n".join(parts.text_of(part) for part in leaves if _is(part, "text/plain"))
        return Harmless(f"<pre>{html.escape(text)}</pre>", 0)

    def picture(src: str) -> str | None:
        if src.lower().startswith("cid:"):
            return links.address(replace(shown, part=src[4:][:200]))
        remote = src.lower().startswith(("http://", "https://")) and len(src) <= links.LONGEST
        return links.address(replace(shown, remote=src)) if shown.pictures and remote else None

    try:
        return sanitising.harmless(source, picture)
    except sanitising.TooDeep as error:
        raise NotFound from error


def inner_picture(shown: Shown) -> Picture:
    """A picture that the mail carries. Raises `NotFound`."""
    for part in _leaves(shown):
        if header(part, "content-id").strip("<> ") == shown.part:
            return _made_anew(parts.bytes_of(part))
    raise NotFound


def remote_picture(shown: Shown) -> Picture:
    """A picture elsewhere, fetched by us: its host sees the desk and nobody's browser.

    Raises `NotFound`, also for what is no picture and what must not be fetched, and `EgressRefused`. Takes seconds:
    not inside a scope.
    """
    host = fetching.host_of(shown.remote)
    egress.ask(egress.Call("mail.pictures", host, SUPPORT, frozenset(), shown.workspace))
    try:
        return _made_anew(fetching.fetch(shown.remote, limit=LARGEST_PICTURE))
    except fetching.NotFetched as error:
        raise NotFound from error


def _made_anew(content: bytes) -> Picture:
    if len(content) > LARGEST_PICTURE:
        raise NotFound
    try:
        return Picture(sniffing.preview(content)[0])
    except UnsupportedFile as error:
        raise NotFound from error


def _leaves(shown: Shown) -> list[EmailMessage]:
    mail: ReceivedMail = ReceivedMail.objects.find(id=shown.mail)
    raw = b"".join(store.read(Blob.objects.find(id=mail.blob_id)))
    try:
        refuse_bombs(raw)
        message = message_from_bytes(raw, policy=policy.default)
        return [part for part in list(parts.leaves(message))[: parts.MOST] if part is not None]
    except (Unreadable, RecursionError) as error:
        raise NotFound from error


def _is(part: EmailMessage, kind: str) -> bool:
    return part.get_content_type() == kind and part.get_content_disposition() != "attachment"
