"""Who calls: an API key of the workspace, or a member with the browser's session."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from ninja.security import APIKeyCookie, HttpBearer

from ictdesk.desk.people import access, entering, queries
from ictdesk.desk.people.models import User
from ictdesk.desk.workspaces.queries import workspace
from ictdesk.kernel.actor import ApiKey, Engineer, Member
from ictdesk.kernel.audit.seeing import seen
from ictdesk.kernel.errors import NotFound, Unauthorised
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.surfaces.api import limits


@dataclass(frozen=True, slots=True)
class Caller:
    """The workspace that a call is about, and who acts in it."""

    workspace: UUID
    actor: Member | ApiKey | Engineer


class Call(HttpRequest):
    """A request that has a caller."""

    auth: Caller


class Bearer(HttpBearer):
    """`Authorization: Bearer KEY`. A key that does not open is refused; a session is then not tried."""

    openapi_bearerFormat = "API key"  # noqa: N815 - OpenAPI's name

    def authenticate(self, request: HttpRequest, token: str) -> Caller:
        workspace = queries.workspace_of_key(token)
        with workspace_scope(workspace):
            return Caller(workspace, limits.holder(token))


class Session(APIKeyCookie):
    """The browser's session, with `X-Workspace: SLUG`, and `X-CSRFToken` on whatever changes something."""

    param_name = settings.SESSION_COOKIE_NAME

    def authenticate(self, request: HttpRequest, key: Any) -> Caller:
        slug = request.headers.get("X-Workspace", "")
        if request.headers.get("Authorization") or not isinstance(request.user, User):
            raise Unauthorised
        entry = entering.entry_for(request.user, slug) if slug else None
        if entry is None:
            raise NotFound("Say which workspace: X-Workspace: SLUG")
        with workspace_scope(entry.id):
            actor = entering.entered(request.user).actor
            access.must_meet(workspace(), request.user, request.session)
            counted(actor)
            _looked(request, actor)
            return Caller(entry.id, actor)


def _looked(request: HttpRequest, actor: Member | Engineer) -> None:
    """Every call of the vendor's people is on record before it is answered, also one that will be refused."""
    if isinstance(actor, Engineer):
        call = request.resolver_match
        about = next((one for one in map(_id, call.kwargs.values()) if one), None) if call else None
        seen(actor, "call", about, method=request.method or "", page=call.url_name or "" if call else "")


def _id(said: object) -> UUID | None:
    """An id of the path, which the router hands on as text."""
    try:
        return UUID(str(said))
    except ValueError:
        return None


def counted(actor: Member | ApiKey | Engineer) -> None:
    limits.count(actor.id)
