"""Pages before any workspace: the front door, the choice of a desk, invitations."""

from datetime import timedelta
from email.utils import parseaddr

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from ictdesk.desk.people import invitations, queries
from ictdesk.desk.people.models import User
from ictdesk.kernel import clock
from ictdesk.kernel.audit import public
from ictdesk.kernel.errors import NotFound
from ictdesk.kernel.vault import signing
from ictdesk.surfaces.dashboard.settings import start


@require_GET
@login_required
def desks(request: HttpRequest) -> HttpResponse:
    """The choice of a desk; whoever has one only goes straight to it, and to its first steps while nobody has written."""
    assert isinstance(request.user, User)  # login_required saw to it
    seats = queries.seats_of(request.user)
    if len(seats) == 1:
        if start.begins_here(request.user, seats[0]):
            return redirect("settings-start", slug=seats[0].slug)
        return redirect("desk", slug=seats[0].slug)
    return render(request, "desks.html", {"seats": seats})


@require_GET
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Leads a new member to the choice of a password."""
    try:
        return redirect(invitations.password_path(token))
    except NotFound:
        return render(request, "people/invitation_over.html", status=404)


@require_GET
def security_txt(request: HttpRequest) -> HttpResponse:
    """Where to report a weakness (RFC 9116)."""
    expires = (clock.now() + timedelta(days=180)).replace(microsecond=0)
    lines = [
        f"Contact: mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}",
        f"Expires: {expires.isoformat().replace('+00:00', 'Z')}",
        "Preferred-Languages: en",
        f"Canonical: {settings.ICTDESK_BASE_URL}/.well-known/security.txt",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_GET
def signing_key(request: HttpRequest) -> HttpResponse:
    """The public key with which certificates of this installation are verified (Ed25519, PEM)."""
    return HttpResponse(signing.public_pem(), content_type="application/x-pem-file")


@require_GET
def audit_checkpoint(request: HttpRequest) -> HttpResponse:
    """The newest checkpoint of this installation's log of checkpoints: a signed note. 404 while there is none."""
    found = public.newest()
    if found is None:
        raise Http404
    return HttpResponse(found.note, content_type="text/plain; charset=utf-8")


@require_GET
def audit_leaves(request: HttpRequest, first: int) -> HttpResponse:
    """A thousand digests of that log from a place on, one in a line; empty beyond its end."""
    if first >= 2**62:
        raise Http404
    return HttpResponse("".join(f"{leaf}\n" for leaf in public.leaves(first)), content_type="text/plain")
