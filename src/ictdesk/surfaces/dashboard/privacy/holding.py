"""The page of holds: what stays, until when somebody looks again, and the three buttons."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ictdesk.desk.contacts import queries as contacts
from ictdesk.desk.contacts.models import Contact
from ictdesk.desk.conversations import queries as conversations
from ictdesk.desk.conversations.models import Conversation
from ictdesk.desk.people import queries as people
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.errors import DomainError
from ictdesk.kernel.home import home
from ictdesk.kernel.ids import parse_id
from ictdesk.kernel.vault import doors
from ictdesk.privacy.holds import commands, queries
from ictdesk.privacy.holds.models import Hold
from ictdesk.privacy.holds.words import KINDS
from ictdesk.surfaces.dashboard.desk_view import DeskRequest, desk_view
from ictdesk.surfaces.dashboard.privacy.hold_forms import HoldForm, ReviewForm
from ictdesk.surfaces.dashboard.settings.saving import accepted, back, tried

NEWEST = 50


@require_GET
@desk_view(needs="rights.read")
def holds(request: DeskRequest) -> HttpResponse:
    """Those that stand, the next review first; then those that were lifted."""
    names = {member.id: member.name for member in people.members_of(request.actor)}
    standing = [_line(request.actor, hold, names) for hold in queries.open_holds(request.actor)]
    lifted = [_line(request.actor, hold, names) for hold in queries.lifted_holds(request.actor, NEWEST)]
    shown = {"standing": standing, "lifted": lifted, "section": "privacy"}
    return render(request, "privacy/holds.html", shown)


def _line(actor: Actor, hold: Hold, names: Mapping[UUID, str]) -> dict[str, Any]:
    keys = [one.person_id for one in hold.subjects.all()]
    found = contacts.behind(keys)
    return {
        "hold": hold,
        "kind": KINDS.get(hold.kind, hold.kind),
        "who": ", ".join(sorted({one.name for one in found if one.name})),
        "threads": len(hold.threads.all()),
        "placed_by": names.get(hold.placed_by, ""),
        "approved_by": names.get(hold.approved_by, ""),
        "lifted_by": names.get(hold.lifted_by, ""),
        "mine": hold.placed_by == actor.id,
        "form": ReviewForm(initial={"review_on": hold.review_on}, prefix=str(hold.id)),
    }


@require_http_methods(["GET", "POST"])
@desk_view(needs="rights.read")
def new(request: DeskRequest, contact_id: UUID) -> HttpResponse:
    """Places a hold on a contact, or on some of their threads."""
    contact = contacts.contact_for(request.actor, contact_id)
    form = HoldForm(request.POST or None, threads=_threads(request.actor, contact))

    def place() -> None:
        said = dict(form.cleaned_data)
        only = [parse_id(one) for one in said.pop("threads", [])]
        keys = contacts.subjects_of(contact)
        commands.place_hold(actor=request.actor, subjects=keys, threads=only, **said)

    if request.method == "POST" and accepted(form, place):
        return back(request, "privacy-holds", _("Held. Another member is to approve it."))
    shown = {"form": form, "contact": contact, "section": "privacy"}
    return render(request, "privacy/hold.html", shown, status=422 if form.errors else 200)


def _threads(actor: Actor, contact: Contact) -> list[tuple[str, str]]:
    """What they wrote about, newest first, by id."""
    theirs = conversations.conversations_for(actor).filter(contact=contact)
    newest = theirs.order_by("-last_message_at", "id")[:NEWEST]
    return [(str(one.id), _words(one)) for one in newest]


def _words(thread: Conversation) -> str:
    day = date_format(thread.last_message_at.astimezone(home().zone), "j M Y")
    about = thread.subject or _("Conversation")
    number = f"#{thread.number} " if thread.number else ""
    return f"{number}{about} · {day}"


@require_POST
@desk_view(needs="rights.read")
def approve(request: DeskRequest, hold_id: UUID) -> HttpResponse:
    """Stands behind somebody else's hold."""
    hold: Hold = queries.holds_for(request.actor).find(id=hold_id)
    return tried(
        request,
        "privacy-holds",
        lambda: commands.approve_hold(actor=request.actor, hold=hold),
        _("Approved."),
    )


@require_POST
@desk_view(needs="rights.read")
def lift(request: DeskRequest, hold_id: UUID) -> HttpResponse:
    """Ends a hold; what waited for it goes on."""
    hold: Hold = queries.holds_for(request.actor).find(id=hold_id)
    return tried(
        request,
        "privacy-holds",
        lambda: commands.lift_hold(actor=request.actor, hold=hold),
        _("Lifted. What waited for it goes on."),
    )


@require_POST
@desk_view(needs="rights.read")
def put_off(request: DeskRequest, hold_id: UUID) -> HttpResponse:
    """Has looked at it: it stands until another day."""
    hold: Hold = queries.holds_for(request.actor).find(id=hold_id)
    form = ReviewForm(request.POST, prefix=str(hold.id))

    def keep() -> None:
        commands.put_off_review(actor=request.actor, hold=hold, review_on=form.cleaned_data["review_on"])

    if form.is_valid():
        return tried(request, "privacy-holds", keep, _("Saved."))
    return holds(request, slug=request.workspace.slug)


@require_POST
@desk_view(needs="rights.read")
def look(request: DeskRequest, hold_id: UUID) -> HttpResponse:
    """What is held, as it was written: on record before anything is shown, also when it is out of everybody else's reach."""
    hold: Hold = queries.holds_for(request.actor).find(id=hold_id)
    try:
        commands.look_at_held(actor=request.actor, hold=hold)
    except DomainError as error:
        messages.error(request, error.detail)
        return redirect("privacy-holds", slug=request.workspace.slug)
    with doors.opened_wide("exception"):
        shown = {"hold": hold, "threads": _held(request.actor, hold), "section": "privacy"}
    return render(request, "privacy/look.html", shown)


def _held(actor: Actor, hold: Hold) -> list[dict[str, Any]]:
    """The held threads, or the newest of a person who is held as a whole."""
    mine = conversations.conversations_for(actor)
    if hold.whole:
        keys = hold.subjects.values_list("person_id", flat=True)
        mine = mine.filter(contact__in=[one.id for one in contacts.behind(keys)])
    else:
        mine = mine.filter(id__in=hold.threads.values("conversation_id"))
    return [
        {
            "subject": one.subject,
            "messages": conversations.messages_page(actor=actor, conversation_id=one.id)["items"],
        }
        for one in mine.order_by("-last_message_at", "id")[:NEWEST]
    ]
