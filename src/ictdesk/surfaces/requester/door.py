"""The way in: an address, a code to its mailbox, and the code. Nothing tells whether an address is known."""

from collections.abc import Mapping
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from ictdesk.desk.conversations.models import Conversation
from ictdesk.desk.requesters import commands
from ictdesk.desk.requesters.models import AccessCode
from ictdesk.desk.workspaces import queries as workspaces
from ictdesk.kernel.errors import DomainError
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.tenancy.models import WorkspaceEntry
from ictdesk.surfaces.requester import session
from ictdesk.surfaces.requester.forms import AddressForm, CodeForm
from ictdesk.surfaces.requester.language import kept

NOBODY = "nobody.invalid"


def door(request: HttpRequest, entry: WorkspaceEntry, conversation_id: UUID | None) -> HttpResponse:
    """With a request's own address the code goes to whom it belongs to, without a question."""
    with workspace_scope(entry.id):
        workspace = workspaces.workspace()
    shown = {"workspace": workspace, "request_id": conversation_id}
    if request.method != "POST":
        return render(request, "requester/door.html", shown | {"form": AddressForm()})
    if "code" in request.POST:
        return _enter(request, entry, shown)
    asked = AddressForm(request.POST)
    if conversation_id is None and not asked.is_valid():
        return render(request, "requester/door.html", shown | {"form": asked}, status=422)
    with workspace_scope(entry.id):
        row = _ask(conversation_id, "" if conversation_id else asked.cleaned_data["email"])
    form = CodeForm(initial={"ask": row.id})
    return render(request, "requester/code.html", shown | {"form": form})


def _ask(conversation_id: UUID | None, address: str) -> AccessCode:
    if conversation_id is None:
        return commands.ask_code(address=address)
    found = Conversation.objects.filter(id=conversation_id, number__isnull=False).first()
    if found is None:
        return commands.ask_code(address=f"{uuid4().hex}@{NOBODY}")
    return commands.ask_code_for(conversation=found)


def _enter(request: HttpRequest, entry: WorkspaceEntry, shown: Mapping[str, object]) -> HttpResponse:
    asked = CodeForm(request.POST)
    if asked.is_valid():
        try:
            with workspace_scope(entry.id):
                row = AccessCode.objects.find(id=asked.cleaned_data["ask"])
                commands.count_try(row=row)
            with workspace_scope(entry.id):
                _session, token = commands.enter(row=row, said=asked.cleaned_data["code"])
        except DomainError as error:
            asked.add_error("code", _(error.detail))
        else:
            response = redirect(kept(request, request.path))
            session.remember(response, token, entry.slug)
            return response
    return render(request, "requester/code.html", {**shown, "form": asked}, status=422)
