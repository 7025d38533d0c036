"""Who an agent's socket belongs to: the browser's session, checked at hello and every minute."""

from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user
from django.http import HttpRequest

from ictdesk.desk.people import access, entering
from ictdesk.desk.people.models import Member, User
from ictdesk.desk.people.rules import may
from ictdesk.desk.people.session_store import SessionStore
from ictdesk.desk.workspaces.queries import workspace
from ictdesk.kernel import actor as actors
from ictdesk.kernel.audit.seeing import seen
from ictdesk.kernel.errors import NotFound, Unauthorised
from ictdesk.kernel.tenancy import workspace_scope


@dataclass(frozen=True, slots=True)
class Agent:
    """A member at a socket, with the sealed name under which the team sees them."""

    workspace: UUID
    member: actors.Member
    sealed_name: bytes
    subject_id: UUID
    user: UUID


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody of the vendor at a socket, for as long as their grant runs."""

    workspace: UUID
    engineer: actors.Engineer


def session_key(headers: list[tuple[bytes, bytes]]) -> str:
    """The session cookie of a handshake. Raises `Unauthorised` without one."""
    cookies: SimpleCookie = SimpleCookie()
    try:
        for name, value in headers:
            if name == b"cookie":
                cookies.load(value.decode("latin-1"))
    except CookieError as error:
        raise Unauthorised from error
    held = cookies.get(settings.SESSION_COOKIE_NAME)
    if held is None:
        raise Unauthorised
    return held.value


def identify(key: str, slug: str, *, opens: bool = False) -> Agent | Visit:
    """Who is behind a session in a workspace; `opens` puts it on record where that is somebody of the vendor.

    Raises `Unauthorised` for a session that is unknown or has ended, `NotFound` for a workspace in which
    the user may not read conversations.
    """
    request = HttpRequest()
    request.session = SessionStore(key)
    user = get_user(request)
    if not isinstance(user, User) or not user.is_active:
        raise Unauthorised
    entry = entering.entry_for(user, slug)
    with workspace_scope(entry.id):
        who = entering.entered(user)
        if not may(who.actor, "conversation.read"):
            raise NotFound
        access.must_meet(workspace(), user, request.session)
        if isinstance(who.actor, actors.Engineer):
            if opens:
                seen(who.actor, "socket", None)
            return Visit(entry.id, who.actor)
        name, subject = Member.objects.values_list("name", "subject_id").get(id=who.actor.id)
    return Agent(entry.id, who.actor, bytes(name), subject, user.id)
