"""Visitors' sessions as the gateway knows them: found by token, remembered for a while.

The append statement checks the session again for every message, so remembering one never lets a
withdrawn token write.
"""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ictdesk.desk.conversations.commands.session import PREFIX, digest_of
from ictdesk.desk.conversations.models import VisitorSession
from ictdesk.kernel import clock
from ictdesk.kernel.actor import Visitor
from ictdesk.kernel.errors import DomainError, Unauthorised
from ictdesk.kernel.ids import workspace_of
from ictdesk.kernel.logs.about import note
from ictdesk.surfaces.realtime.threads import in_scope

MOST = 50_000


@dataclass(slots=True)
class Session:
    """One visitor's session."""

    id: UUID
    workspace: UUID
    contact_id: UUID | None
    conversation_id: UUID | None
    subject_id: UUID | None
    origins: frozenset[str]
    expires_at: datetime

    @property
    def actor(self) -> Visitor:
        return Visitor(self.id, self.contact_id, self.conversation_id)


class Sessions:
    """Sessions by the digest of their token, the least recently used forgotten first."""

    def __init__(self) -> None:
        self._known: OrderedDict[bytes, Session] = OrderedDict()

    async def find(self, token: str) -> Session:
        """The session of a token. Raises `Unauthorised` when unknown, expired or withdrawn: the same answer."""
        workspace = workspace_of(token, PREFIX)
        if workspace is None:
            raise Unauthorised
        digest = digest_of(token)
        session = self._known.get(digest)
        if session is None or session.conversation_id is None:
            session = await _load(workspace, digest)
            self.remember(digest, session)
        if session.expires_at <= clock.now():
            raise Unauthorised
        self._known.move_to_end(digest)
        note(workspace=workspace, contact=session.contact_id)
        return session

    def remember(self, digest: bytes, session: Session) -> None:
        self._known[digest] = session
        if len(self._known) > MOST:
            self._known.popitem(last=False)

    def forget(self, session_id: UUID) -> None:
        """Drops a session that was withdrawn."""
        for digest in [digest for digest, session in self._known.items() if session.id == session_id]:
            del self._known[digest]


async def _load(workspace: UUID, digest: bytes) -> Session:
    try:
        return await in_scope(workspace, load, digest)
    except DomainError as error:
        if error.status == 404:  # no such workspace: an unknown token like any other
            raise Unauthorised from error
        raise


def load(digest: bytes) -> Session:
    """Reads a session by its digest, with the workspace in scope. Raises `Unauthorised`."""
    row = (
        VisitorSession.objects.filter(digest=digest, revoked_at__isnull=True, expires_at__gt=clock.now())
        .select_related("inbox")
        .first()
    )
    if row is None:
        raise Unauthorised
    return Session(
        id=row.id,
        workspace=row.workspace_id,
        contact_id=row.contact_id,
        conversation_id=row.conversation_id,
        subject_id=row.subject_id,
        origins=frozenset(row.inbox.allowed_origins),
        expires_at=row.expires_at,
    )
