"""People who wrote: the list, and what is held of one."""

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from ictdesk.desk.contacts import queries
from ictdesk.desk.conversations.commands import introduce
from ictdesk.desk.conversations.queries import conversations_for
from ictdesk.desk.conversations.reading import conversations_shown
from ictdesk.kernel.errors import DomainError
from ictdesk.surfaces.dashboard.desk_view import DeskRequest, desk_view

PAGE = 50
EARLIER = 20
"""How many conversations of a contact are listed."""


@require_http_methods(["GET", "POST"])
@desk_view(needs="contact.read")
def all_contacts(request: DeskRequest) -> HttpResponse:
    """Last seen first. An address is looked for by POST: it must not end up in addresses of pages and their logs."""
    email = request.POST.get("email", "").strip()
    page = queries.contact_page(
        actor=request.actor, email=email, cursor=request.GET.get("after", ""), limit=PAGE
    )
    older = "?" + urlencode({"after": page["next"]}) if page["next"] else ""
    shown = {"contacts": page["items"], "older": older, "email": email, "section": "contacts"}
    return render(request, "contacts/list.html", shown)


@require_http_methods(["GET", "POST"])
@desk_view(needs="contact.read")
def one_contact(request: DeskRequest, contact_id: UUID) -> HttpResponse:
    """Who they are, under which addresses they are known, what they wrote about."""
    contact = queries.contacts_for(request.actor).find(id=contact_id)
    problem = ""
    if request.method == "POST":
        try:
            introduce(actor=request.actor, contact=contact, name=request.POST.get("name", ""))
            return redirect("contact", slug=request.workspace.slug, contact_id=contact_id)
        except DomainError as error:
            problem = error.detail
    earlier = (
        conversations_for(request.actor)
        .filter(contact=contact)
        .order_by("-list_hour", "-last_message_at", "id")
    )
    shown = {
        "contact": queries.contact_shown(actor=request.actor, contact=contact),
        "conversations": conversations_shown(earlier.values_list("id", flat=True)[:EARLIER]),
        "problem": problem,
        "section": "contacts",
    }
    return render(request, "contacts/one.html", shown)
