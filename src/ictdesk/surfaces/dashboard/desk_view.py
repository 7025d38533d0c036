"""The decorator of every page under /desk/SLUG/: who asks, in which workspace, in one transaction."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, cast
from urllib.parse import urlencode

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from ictdesk.desk.people import access, queries, rules
from ictdesk.desk.people.models import Member as MemberRow
from ictdesk.desk.people.models import User
from ictdesk.desk.workspaces.models import Workspace
from ictdesk.desk.workspaces.queries import workspace
from ictdesk.kernel.actor import Member
from ictdesk.kernel.errors import DomainError, NotAllowed
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.surfaces.dashboard.error_pages import error_page


class DeskRequest(HttpRequest):
    """A request of a member: who they are and which workspace it is about."""

    user: User
    actor: Member
    member: MemberRow
    workspace: Workspace


@dataclass(frozen=True, slots=True)
class Outside:
    """What a page does after its transaction: it waits for somebody outside, which no transaction may do."""

    then: Callable[[], HttpResponse]


type Page = Callable[..., HttpResponse | Outside]
type View = Callable[..., HttpResponse]


def desk_view(*, needs: str) -> Callable[[Page], View]:
    """A page for members whose role allows `needs`.

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
                entry = queries.seat_of(request.user, slug)
                with workspace_scope(entry.id):
                    answer = view(_entered(cast("DeskRequest", request), needs), **kwargs)
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


def _entered(request: DeskRequest, needs: str) -> DeskRequest:
    """The request of a member who may. Raises `NotFound` without a membership, `NotAllowed` without the right.

    What else the workspace asks of a sign-in: see `access`.
    """
    request.member = queries.member_of(request.user.id)
    request.actor = queries.acting(request.member)
    request.workspace = workspace()
    access.must_meet(request.workspace, request.user, request.session)
    if not rules.may(request.actor, needs):
        raise NotAllowed
    return request
