"""Open a widget's session, and end it."""

import hashlib
from datetime import timedelta

from ictdesk.desk.conversations import identified
from ictdesk.desk.conversations.models import VisitorSession
from ictdesk.desk.workspaces import queries as workspaces
from ictdesk.desk.workspaces.models import Inbox
from ictdesk.desk.workspaces.signing import Identity
from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor, Visitor
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import AlreadySo
from ictdesk.kernel.events import bus
from ictdesk.kernel.ids import new_secret
from ictdesk.kernel.tenancy import current_workspace

PREFIX = "visitor"
LIFETIME = timedelta(days=30)
LOCALE_LENGTH = 16


def digest_of(token: str) -> bytes:
    """What is stored of a token: random secrets need no slow hash."""
    return hashlib.sha256(token.encode()).digest()


def _anybody(inbox: Inbox) -> bool:
    return inbox.active


@command(allow=_anybody, while_ending=True)
def open_session(
    *, inbox: Inbox, locale: str = "", gpc: bool = False, identity: Identity | None = None
) -> tuple[VisitorSession, str]:
    """Makes a session and returns it with its token, which is not kept.

    With an identity that the website has signed it is the session of that person: with their contact and
    their last conversation here, if there are any. Without, it has no contact before the first message.
    """
    token = new_secret(PREFIX, current_workspace())
    notice = workspaces.current_notice()
    session = VisitorSession(
        digest=digest_of(token),
        inbox=inbox,
        locale=locale[:LOCALE_LENGTH],
        gpc=gpc,
        notice_version=notice.version if notice else None,
        expires_at=clock.now() + LIFETIME,
    )
    if identity is not None:
        identified.begin(session, identity)
    session.save()
    return session, token


def _own(actor: Actor, session: VisitorSession) -> bool:
    return isinstance(actor, Visitor) and actor.id == session.id


@command(allow=_own, while_ending=True)
def end_session(*, actor: Actor, session: VisitorSession) -> None:
    """Withdraws a session's token; its open sockets are closed. Raises `AlreadySo`."""
    ended = VisitorSession.objects.filter(id=session.id, revoked_at__isnull=True).update(
        revoked_at=clock.now()
    )
    if not ended:
        raise AlreadySo
    bus.revoke_after_commit("session", session.id)
