"""The decorator of every page under /desk/SLUG/: who asks, in which workspace, in one transaction."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, cast
from urllib.parse import urlencode
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from ictdesk.desk.people import access, entering, rules
from ictdesk.desk.people.models import Member as MemberRow
from ictdesk.desk.people.models import User
from ictdesk.desk.workspaces.models import Workspace
from ictdesk.desk.workspaces.queries import workspace
from ictdesk.kernel.actor import Engineer, Member
from ictdesk.kernel.audit.seeing import seen
from ictdesk.kernel.errors import DomainError, NotAllowed
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.tenancy.models import CONTROLLER
from ictdesk.surfaces.dashboard.error_pages import error_page


class OpenRequest(HttpRequest):
    """A request of a member, or of somebody of the vendor who was let in: who they are and which workspace it is about."""

    user: User
    actor: Member | Engineer
    member: MemberRow | None
    workspace: Workspace
    of_vendor: bool


class DeskRequest(OpenRequest):
    """A request of a member."""

    actor: Member
    member: MemberRow


@dataclass(frozen=True, slots=True)
class Outside:
    """What a page does after its transaction: it waits for somebody outside, which no transaction may do."""

    then: Callable[[], HttpResponse]


type Page = Callable[..., HttpResponse | Outside]
type View = Callable[..., HttpResponse]


def desk_view(*, needs: str, with_grant: bool = False) -> Callable[[Page], View]:
    """A page for members whose role allows `needs`; `with_grant`: also for the vendor's people whose grant does.

    Whoever is not signed in goes to sign-in; a workspace in which they have no membership answers as one
    that never was (404). The view runs in the workspace's scope and must render before it returns, or return
    what is left to do `Outside` of it.
    """

    def decorate(view: Page) -> View:
        @wraps(view)
        def run(request: HttpRequest, slug: str, **kwargs: Any) -> HttpResponse:
            if not isinstance(request.user, User):
                return redirect_to_login(request.get_full_path())
            try:
                entry = entering.entry_for(request.user, slug)
                with workspace_scope(entry.id):
                    came = _entered(cast("OpenRequest", request), needs, with_grant=with_grant)
                    came.of_vendor = entry.role == CONTROLLER
                    if isinstance(came.actor, Engineer):
                        _looked(came, came.actor, kwargs)
                    answer = view(came, **kwargs)
                return answer.then() if isinstance(answer, Outside) else answer
            except access.SignInOver:
                return redirect(prove_again(request))
            except DomainError as error:
                return error_page(request, error)

        setattr(run, "needs", needs)  # noqa: B010 - a function's type has no such attribute
        return run

    return decorate


def prove_again(request: HttpRequest) -> str:
    """Where a member proves once more who they are, and comes back from."""
    return f"{reverse('account_reauthenticate')}?{urlencode({'next': request.get_full_path()})}"


def _entered(request: OpenRequest, needs: str, *, with_grant: bool) -> OpenRequest:
    """The request of a member who may. Raises `NotFound` without a membership, `NotAllowed` without the right.

    What else the workspace asks of a sign-in: see `access`.
    """
    who = entering.entered(request.user)
    request.actor, request.member = who.actor, who.member
    request.workspace = workspace()
    access.must_meet(request.workspace, request.user, request.session)
    if not rules.may(request.actor, needs) or (isinstance(request.actor, Engineer) and not with_grant):
        raise NotAllowed
    return request


def _looked(request: OpenRequest, engineer: Engineer, named: dict[str, Any]) -> None:
    """Every page that somebody of the vendor opens is on record; what is in it is noted besides, as for members."""
    about = next((one for one in named.values() if isinstance(one, UUID)), None)
    page = request.resolver_match.url_name if request.resolver_match else ""
    seen(engineer, "page", about, method=request.method or "", page=page or "")
