"""The visitor protocol over HTTP. Each call is one domain call."""

from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import unquote
from uuid import UUID

import msgspec

from ictdesk.desk.conversations import commands, reading
from ictdesk.desk.conversations.models import Attachment, Conversation, VisitorSession
from ictdesk.desk.conversations.shapes import AttachmentShape
from ictdesk.desk.mail import commands as mails
from ictdesk.desk.workspaces import queries as workspaces
from ictdesk.desk.workspaces import signing
from ictdesk.kernel.clock import rfc3339
from ictdesk.kernel.errors import ForbiddenOrigin, Invalid, NotFound, Unauthorised
from ictdesk.kernel.ids import parse_id, workspace_of
from ictdesk.kernel.vault import doors
from ictdesk.surfaces.realtime import asking, limits, own_data, replay, sending, widget_config
from ictdesk.surfaces.realtime.body import BodyStream
from ictdesk.surfaces.realtime.gateway import Gateway
from ictdesk.surfaces.realtime.http import Answer, Request
from ictdesk.surfaces.realtime.limits import Buckets
from ictdesk.surfaces.realtime.threads import in_scope
from ictdesk.surfaces.realtime.visitor_socket import ALL_SENDS, SENDS
from ictdesk.surfaces.realtime.visitors import Session, load

KEY_PREFIX = "wk"

OPENED_BY_ADDRESS = Buckets(limits.SESSIONS_OF_ADDRESS)
OPENED_IN_WORKSPACE = Buckets(limits.SESSIONS_OF_WORKSPACE)
UPLOADS = Buckets(limits.UPLOADS_OF_VISITOR)
READS = Buckets(limits.READS_OF_VISITOR)
ASKS = Buckets(limits.ASKS_OF_VISITOR)


class Strict(msgspec.Struct, forbid_unknown_fields=True):
    """The root of request bodies."""


class OpenSession(Strict):
    key: Annotated[str, msgspec.Meta(max_length=80)]
    locale: Annotated[str, msgspec.Meta(max_length=35)] = ""
    identity: str | None = None
    gpc: bool = False


class PostMessage(Strict):
    client_id: Annotated[str, msgspec.Meta(min_length=36, max_length=36)]
    body: str
    attachments: Annotated[list[str], msgspec.Meta(max_length=10)] = []
    name: Annotated[str, msgspec.Meta(max_length=200)] = ""
    email: Annotated[str, msgspec.Meta(max_length=254)] = ""


class PutContact(Strict):
    name: Annotated[str, msgspec.Meta(max_length=200)]
    email: Annotated[str, msgspec.Meta(max_length=254)] = ""


@dataclass(slots=True)
class VisitorHttp:
    """The handlers, on one gateway."""

    gateway: Gateway

    async def open_session(self, request: Request) -> Answer:
        """`POST /rt/v1/sessions`"""
        body = await request.json(OpenSession)
        OPENED_BY_ADDRESS.take(request.address)
        workspace = workspace_of(body.key, KEY_PREFIX)
        if workspace is None:
            raise NotFound("This widget key is not known.")
        OPENED_IN_WORKSPACE.take(workspace)
        return Answer(201, await in_scope(workspace, open_session, body, request.origin))

    async def session(self, request: Request) -> Answer:
        """`GET /rt/v1/session`"""
        session = await self._session(request)
        return Answer(200, await in_scope(session.workspace, session_shown, session, ""))

    async def end_session(self, request: Request) -> Answer:
        """`DELETE /rt/v1/session`"""
        session = await self._session(request)
        await in_scope(session.workspace, end_session, session)
        self.gateway.sessions.forget(session.id)
        self.gateway.hub.revoke(session.workspace, session.id)
        return Answer(204)

    async def post_message(self, request: Request) -> Answer:
        """`POST /rt/v1/messages`"""
        session = await self._session(request)
        body = await request.json(PostMessage)
        SENDS.take(session.id)
        ALL_SENDS.take(session.workspace)
        outgoing = sending.Outgoing(
            body.client_id, body.body, body.attachments, name=body.name, email=body.email
        )
        known = session.conversation_id
        done = await sending.from_visitor(self.gateway, session, outgoing)
        if known is None and session.conversation_id:
            self.gateway.begun(session, done.visitor_version)
        shown = {
            "id": str(done.id),
            "seq": done.public_seq or 0,
            "at": rfc3339(done.at),
            "conversation": str(session.conversation_id),
        }
        return Answer(200 if done.outcome == "repeat" else 201, shown)

    async def put_contact(self, request: Request) -> Answer:
        """`PUT /rt/v1/contact`"""
        session = await self._session(request)
        body = await request.json(PutContact)
        return Answer(200, await in_scope(session.workspace, put_contact, session, body))

    async def ask_transcript(self, request: Request) -> Answer:
        """`POST /rt/v1/transcript`"""
        session = await self._session(request)
        READS.take(session.id)
        await in_scope(session.workspace, ask_transcript, session)
        return Answer(202, {})

    async def upload(self, request: Request) -> Answer:
        """`POST /rt/v1/files`: the raw body is the file."""
        session = await self._session(request)
        UPLOADS.take(session.id)
        stream = BodyStream(request.receive)
        name = unquote(request.header("x-file-name"), errors="replace")
        digest = request.header("x-content-sha256")
        if digest and len(digest) != 64:
            raise Invalid("The header X-Content-SHA256 holds the file's SHA-256 as 64 hex digits.")
        return Answer(201, await in_scope(session.workspace, upload, session, stream, name, digest))

    async def file(self, request: Request, file_id: str) -> Answer:
        """`GET /rt/v1/files/{id}`"""
        session = await self._session(request)
        READS.take(session.id)
        return Answer(200, await in_scope(session.workspace, file_shown, session, parse_id(file_id)))

    async def events(self, request: Request) -> Answer:
        """`GET /rt/v1/events`"""
        session = await self._session(request)
        READS.take(session.id)
        after, limit = request.number("after", 0), request.number("limit", replay.VISITOR_PAGE)
        if not 1 <= limit <= replay.VISITOR_PAGE:
            raise Invalid(f"A page has 1 to {replay.VISITOR_PAGE} events.")
        if session.conversation_id is None:
            return Answer(200, {"events": [], "cursor": "0", "more": False, "resync": after > 0})
        missed = await replay.for_visitor(
            self.gateway, session.workspace, session.conversation_id, after, limit
        )
        return Answer(
            200,
            {
                "events": [frame["event"] for frame in missed.frames],
                "cursor": missed.cursor,
                "more": missed.more,
                "resync": missed.resync,
            },
        )

    async def own_data(self, request: Request) -> Answer:
        """`GET /rt/v1/privacy`"""
        session = await self._session(request)
        READS.take(session.id)
        return Answer(200, await in_scope(session.workspace, own_data.shown, session))

    async def ask_privacy(self, request: Request) -> Answer:
        """`POST /rt/v1/privacy`"""
        session = await self._session(request)
        body = await request.json(own_data.AskPrivacy)
        ASKS.take(session.id)
        return Answer(201, await in_scope(session.workspace, own_data.ask, session, body))

    async def consent(self, request: Request) -> Answer:
        """`GET /rt/v1/consent`"""
        session = await self._session(request)
        READS.take(session.id)
        return Answer(200, await in_scope(session.workspace, asking.asked, session, request.gpc))

    async def answer_consent(self, request: Request) -> Answer:
        """`POST /rt/v1/consent`"""
        session = await self._session(request)
        body = await request.json(asking.AnswerConsent)
        ASKS.take(session.id)
        kept = await in_scope(session.workspace, asking.answer, session, body, request.gpc, request.origin)
        return Answer(201, kept)

    async def _session(self, request: Request) -> Session:
        """Raises `Unauthorised`, and `ForbiddenOrigin` for a browser on a page that is not allowed."""
        scheme, _, token = request.header("authorization").partition(" ")
        if scheme.lower() != "bearer":
            raise Unauthorised
        session = await self.gateway.sessions.find(token)
        if request.origin and request.origin not in session.origins:
            raise ForbiddenOrigin
        return session


def open_session(body: OpenSession, origin: str) -> dict[str, Any]:
    """Opens a session, with the workspace in scope. Raises `NotFound`, `ForbiddenOrigin`, `WrongIdentity`."""
    inbox = workspaces.inbox_by_key(body.key)
    if not workspaces.origin_allowed(inbox, origin):
        raise ForbiddenOrigin
    identity = signing.read(body.identity, inbox) if body.identity else None
    row, token = commands.open_session(inbox=inbox, locale=body.locale, gpc=body.gpc, identity=identity)
    return session_shown(load(bytes(row.digest)), token)


def session_shown(session: Session, token: str) -> dict[str, Any]:
    """The session as its visitor sees it."""
    row = VisitorSession.objects.select_related("inbox", "contact").find(id=session.id)
    conversation, cursor = None, "0"
    if row.conversation_id:
        found = reading.conversation_rows([row.conversation_id])[0]
        with doors.opened("own"):
            conversation = reading.conversation_for_visitor(found)
        cursor = str(found.visitor_version)
    return {
        "token": token,
        "expires_at": rfc3339(row.expires_at),
        "contact": contact_shown(row) if row.contact_id else None,
        "conversation": conversation,
        "cursor": cursor,
        "config": widget_config.build(row.inbox, row.locale),
    }


def contact_shown(row: VisitorSession) -> dict[str, str]:
    """A visitor's own name and address."""
    with doors.opened("own"):
        address = row.contact.identities.filter(kind="email", current=True).first()
        email = address.value if address else ""
        return {"id": str(row.contact_id), "name": row.contact.name, "email": email}


def end_session(session: Session) -> None:
    commands.end_session(actor=session.actor, session=VisitorSession.objects.find(id=session.id))


def put_contact(session: Session, body: PutContact) -> dict[str, str]:
    """Raises `NotFound` before the first message: there is nobody yet."""
    row = VisitorSession.objects.select_related("contact").find(id=session.id)
    if row.contact_id is None:
        raise NotFound("Write a first message; then there is somebody to name.")
    commands.introduce(actor=session.actor, contact=row.contact, name=body.name, email=body.email or None)
    return contact_shown(VisitorSession.objects.select_related("contact").find(id=session.id))


def ask_transcript(session: Session) -> None:
    """Raises `NotFound` before the first message, `Conflict` without an address."""
    if session.conversation_id is None:
        raise NotFound("Nothing was said yet.")
    conversation = Conversation.objects.find(id=session.conversation_id)
    mails.ask_transcript(actor=session.actor, conversation=conversation)


def upload(session: Session, stream: BodyStream, name: str, digest: str) -> AttachmentShape:
    home: Conversation | VisitorSession
    if session.conversation_id:
        home = Conversation.objects.find(id=session.conversation_id)
    else:
        home = VisitorSession.objects.find(id=session.id)
    made = commands.upload(actor=session.actor, home=home, stream=stream, name=name, expected_sha256=digest)
    with doors.opened("own"):
        return reading.files_shown([made.id])[0]


def file_shown(session: Session, file_id: UUID) -> AttachmentShape:
    """A file of the visitor's own conversation. Raises `NotFound` for others, and for files of notes."""
    conversation = session.conversation_id
    Attachment.objects.find(
        id=file_id, conversation=conversation, message__note=False, message__deleted_at=None
    )
    with doors.opened("own"):
        return reading.files_shown([file_id])[0]
