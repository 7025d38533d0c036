"""Two contacts are one person: look first, then put them together, and take it back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ictdesk.desk.contacts import queries
from ictdesk.desk.conversations import commands
from ictdesk.desk.conversations.merges import merge_preview, merges_for
from ictdesk.kernel.errors import DomainError
from ictdesk.surfaces.dashboard.desk_view import DeskRequest, desk_view
from ictdesk.surfaces.dashboard.settings.saving import back


@require_POST
@desk_view(needs="contact.edit")
def choose(request: DeskRequest, contact_id: UUID) -> HttpResponse:
    """Finds the other contact by an address, which must not stand in the address of a page."""
    contact = queries.contacts_for(request.actor).find(id=contact_id)
    page = queries.contact_page(actor=request.actor, known_as=request.POST.get("email", "").strip() or "-")
    others = [one for one in page["items"] if one["id"] != str(contact.id)]
    slug = request.workspace.slug
    if not others:
        messages.error(request, _("Nobody else is known under this address."))
        return redirect("contact", slug=slug, contact_id=contact_id)
    return redirect("contact-merge", slug=slug, contact_id=contact_id, source_id=others[0]["id"])


@require_http_methods(["GET", "POST"])
@desk_view(needs="contact.edit")
def merge(request: DeskRequest, contact_id: UUID, source_id: UUID) -> HttpResponse:
    """What would move; then, by the button, moves it."""
    found = queries.contacts_for(request.actor)
    target, source = found.find(id=contact_id), found.find(id=source_id)
    if request.method == "POST":
        commands.merge_contacts(actor=request.actor, source=source, target=target)
        return back(
            request, "contact", _("Merged. It can be undone here for one day."), contact_id=contact_id
        )
    preview = merge_preview(actor=request.actor, source=source, target=target)
    return render(request, "contacts/merge.html", {"preview": preview, "section": "contacts"})


@require_POST
@desk_view(needs="contact.edit")
def undo(request: DeskRequest, merge_id: UUID) -> HttpResponse:
    """Takes a merge back; a refusal says why."""
    found = merges_for(request.actor).find(id=merge_id)
    try:
        commands.undo_merge(actor=request.actor, merge=found)
    except DomainError as error:
        messages.error(request, error.detail)
        return redirect("contact", slug=request.workspace.slug, contact_id=found.target_id)
    return back(request, "contact", _("The merge is undone."), contact_id=found.source_id)
