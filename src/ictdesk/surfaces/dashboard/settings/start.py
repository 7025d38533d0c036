"""The first steps of a new workspace, each with a word on whether it is done: seen from what is there, never ticked by hand."""

from typing import NamedTuple

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ictdesk.business.plans.holding import in_force
from ictdesk.business.plans.models import Subscription
from ictdesk.business.samples import laying
from ictdesk.desk.conversations.models import Conversation
from ictdesk.desk.people import queries, rules
from ictdesk.desk.people.models import Member, User
from ictdesk.desk.people.queries import lead
from ictdesk.desk.workspaces.models import Inbox
from ictdesk.kernel import clock
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.tenancy.models import WorkspaceEntry
from ictdesk.surfaces.dashboard.desk_view import DeskRequest, desk_view
from ictdesk.surfaces.dashboard.settings.saving import tried


class Step(NamedTuple):
    title: str
    text: str
    way: str
    done: bool


@require_GET
@desk_view(needs="workspace.manage")
def start(request: DeskRequest) -> HttpResponse:
    """With the plan, where there is one, and how long it is tried."""
    row = Subscription.objects.filter(workspace_id=request.workspace.id).first()
    shown = {
        "steps": _steps(request),
        "trial_ends_at": row.trial_ends_at if row else None,
        "plan": in_force(row, clock.now()) if row else None,
        "samples": len(laying.people()),
        "section": "settings",
        "tab": "start",
    }
    return render(request, "settings/start.html", shown)


@require_POST
@desk_view(needs="workspace.manage")
def samples(request: DeskRequest) -> HttpResponse:
    """Brings invented conversations, or has their people erased."""
    if "remove" in request.POST:
        return tried(
            request,
            "settings-start",
            lambda: laying.remove(request.actor),
            _("The samples are being erased."),
        )
    return tried(request, "settings-start", laying.add, _("The samples are in your inbox."))


def _steps(request: DeskRequest) -> list[Step]:
    slug = request.workspace.slug
    inbox = Inbox.objects.filter(active=True).order_by("id").first()
    place = (
        reverse("settings-inbox", args=[slug, inbox.id])
        if inbox
        else reverse("settings-inboxes", args=[slug])
    )
    channels = set(Conversation.objects.order_by().values_list("channel", flat=True).distinct()[:4])
    return [
        Step(
            _("Put the chat on your website"),
            _("Name the website, then copy one line into its pages. Nothing loads before a visitor clicks."),
            place,
            "chat" in channels,
        ),
        Step(
            _("Bring your mail here"),
            _("Forward your support address, or let the desk fetch from your mailbox."),
            reverse("settings-mailboxes", args=[slug]),
            "mail" in channels,
        ),
        Step(
            _("Invite your colleagues"),
            _("They choose their own password. What each role may do stands in a table."),
            reverse("settings-members", args=[slug]),
            Member.objects.filter(active=True).count() > 1,
        ),
        Step(
            _("Name who looks after data protection"),
            _("Requests about personal data go to them, and none is closed without them."),
            reverse("privacy-lead", args=[slug]),
            lead() is not None,
        ),
    ]


def begins_here(user: User, entry: WorkspaceEntry) -> bool:
    """Whether the workspace was opened by sign-up, nobody has written to it yet, and this user may set it up."""
    if not Subscription.objects.filter(workspace_id=entry.id).exists():
        return False
    with workspace_scope(entry.id):
        actor = queries.acting(queries.member_of(user.id))
        return rules.may(actor, "workspace.manage") and not Conversation.objects.exists()
