"""People who wrote: the list, one of them, and what is known of them."""

from collections.abc import Callable
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ictdesk.desk.contacts import attributes, definitions, queries
from ictdesk.desk.contacts.models import Contact, Identity
from ictdesk.desk.conversations import commands
from ictdesk.desk.conversations.person import person_page
from ictdesk.kernel.audit.seeing import seen
from ictdesk.kernel.errors import AlreadySo, DomainError
from ictdesk.surfaces.dashboard.desk_view import OpenRequest, desk_view
from ictdesk.surfaces.dashboard.settings.saving import back
from ictdesk.surfaces.dashboard.words import HELD_WORDS

PAGE = 50


@require_http_methods(["GET", "POST"])
@desk_view(needs="contact.read", with_grant=True)
def all_contacts(request: OpenRequest) -> HttpResponse:
    """Last seen first. An address is looked for by POST: it must not end up in addresses of pages and their logs."""
    known_as = request.POST.get("email", "").strip()
    page = queries.contact_page(
        actor=request.actor, known_as=known_as, cursor=request.GET.get("after", ""), limit=PAGE
    )
    older = "?" + urlencode({"after": page["next"]}) if page["next"] else ""
    shown = {"contacts": page["items"], "older": older, "email": known_as, "section": "contacts"}
    return render(request, "contacts/list.html", shown)


@require_http_methods(["GET", "POST"])
@desk_view(needs="contact.read", with_grant=True)
def one_contact(request: OpenRequest, contact_id: UUID) -> HttpResponse:
    """Who they are, under which addresses they are known, what they wrote about. A form corrects the name."""
    contact = queries.contact_for(request.actor, contact_id)
    if request.method == "POST":
        name = request.POST.get("name", "")
        return _acted(
            request, contact, lambda: commands.introduce(actor=request.actor, contact=contact, name=name)
        )
    if contact.id != contact_id:
        return redirect("contact", slug=request.workspace.slug, contact_id=contact.id)
    seen(request.actor, "contact", contact.id)
    return _shown(request, contact)


@require_POST
@desk_view(needs="contact.edit", with_grant=True)
def add_identity(request: OpenRequest, contact_id: UUID) -> HttpResponse:
    """One more address."""
    contact = queries.contact_for(request.actor, contact_id)
    kind, value = request.POST.get("kind", ""), request.POST.get("value", "")
    return _acted(
        request,
        contact,
        lambda: commands.add_identity(actor=request.actor, contact=contact, kind=kind, value=value),
    )


@require_POST
@desk_view(needs="contact.edit", with_grant=True)
def remove_identity(request: OpenRequest, contact_id: UUID, identity_id: UUID) -> HttpResponse:
    """One address less."""
    contact = queries.contact_for(request.actor, contact_id)
    identity = Identity.objects.find(id=identity_id, contact=contact)
    return _acted(
        request,
        contact,
        lambda: commands.remove_identity(actor=request.actor, contact=contact, identity=identity),
        _("The address is gone."),
    )


@require_POST
@desk_view(needs="contact.edit", with_grant=True)
def set_attributes(request: OpenRequest, contact_id: UUID) -> HttpResponse:
    """All attributes at once; an empty field takes its value away."""
    contact = queries.contact_for(request.actor, contact_id)

    def act() -> None:
        values = {
            row.key: attributes.typed(row, request.POST[row.key])
            for row in definitions.definitions_for(request.actor)
            if row.key in request.POST
        }
        commands.set_attributes(actor=request.actor, contact=contact, values=values)

    return _acted(request, contact, act)


def _acted(request: OpenRequest, contact: Contact, act: Callable[[], object], done: str = "") -> HttpResponse:
    """Does it and goes back to the contact; a refusal stands on the page, with what was typed."""
    try:
        act()
    except AlreadySo:
        pass
    except DomainError as error:
        return _shown(request, contact, error.detail)
    return back(request, "contact", done, contact_id=contact.id)


def _shown(request: OpenRequest, contact: Contact, problem: str = "") -> HttpResponse:
    page = person_page(actor=request.actor, contact=contact)
    fields = [{**one, "shown": _text(request, one["key"], one["value"])} for one in page["attributes"]]
    held = [{**one, "word": HELD_WORDS[one["kind"]]} for one in page["privacy"]["held"]]
    shown = {"page": page, "contact": page["contact"], "fields": fields, "held": held, "problem": problem}
    return render(request, "contacts/one.html", shown | {"section": "contacts"})


def _text(request: OpenRequest, key: str, value: object) -> str:
    """What stands in a field: what was typed, or what is known."""
    known = "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
    return request.POST.get(key, known)
