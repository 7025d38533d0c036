"""The decorator of every page under /desk/SLUG/: who asks, in which workspace, in one transaction."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

from ictdesk.desk.people import queries, rules
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
    workspace: Workspace


type Page = Callable[..., HttpResponse]


def desk_view(*, needs: str) -> Callable[[Page], Page]:
    """A page for members whose role allows `needs`.

    Whoever is not signed in goes to sign-in; a workspace in which they have no membership answers as one
    that never was (404). The view runs in the workspace's scope and must render before it returns.
    """

    def decorate(view: Page) -> Page:
        @wraps(view)
        def run(request: DeskRequest, slug: str, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            try:
                entry = queries.seat_of(request.user, slug)
                with workspace_scope(entry.id):
                    request.actor = queries.acting(queries.member_of(request.user.id))
                    request.workspace = workspace()
                    if not rules.may(request.actor, needs):
                        raise NotAllowed
                    return view(request, **kwargs)
            except DomainError as error:
                return error_page(request, error)

        return run

    return decorate
