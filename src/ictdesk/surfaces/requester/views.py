"""The form by which somebody asks, and the pages on which they see what became of it."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ictdesk.desk.conversations import asking
from ictdesk.desk.requesters import commands, queries
from ictdesk.desk.requesters.commands.write import Sent
from ictdesk.desk.workspaces import queries as workspaces
from ictdesk.kernel.actor import Visitor
from ictdesk.kernel.errors import AlreadySo, DomainError, NotFound
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.tenancy.models import WorkspaceEntry
from ictdesk.surfaces.requester import door, session
from ictdesk.surfaces.requester.forms import AnswerForm, RequestForm
from ictdesk.surfaces.requester.language import kept
from ictdesk.surfaces.requester.public import public

BOTH = ["GET", "POST"]


@require_http_methods(BOTH)
@public("request_form")
def form(request: HttpRequest, entry: WorkspaceEntry, key: str) -> HttpResponse:
    """The form of one inbox. Sent twice it is one request."""
    with workspace_scope(entry.id):
        inbox = workspaces.inbox_by_key(key)
        shown = {"workspace": workspaces.workspace(), "notice": workspaces.current_notice()}
        asked = RequestForm(request.POST or None, request.FILES or None, initial={"client_id": uuid4()})
        asked.ask(asking.public_fields())
        if request.method == "POST" and asked.is_valid():
            try:
                made = commands.begin(inbox=inbox, values=asked.values(), **said(asked))
            except DomainError as error:
                asked.add_error(None, _(error.detail))
            else:
                return render(request, "requester/thanks.html", shown | {"made": made})
        status = 422 if asked.errors else 200
        return render(request, "requester/form.html", shown | {"form": asked}, status=status)


@require_http_methods(BOTH)
@public("request_code")
def requests(request: HttpRequest, entry: WorkspaceEntry) -> HttpResponse:
    """One's own requests; to whoever has not shown that they read the mailbox, the way to do so."""
    with workspace_scope(entry.id):
        known = session.session_of(request)
        if known:
            shown = {"workspace": workspaces.workspace(), "lines": queries.lines(known)}
            return render(request, "requester/list.html", shown)
    return door.door(request, entry, None)


@require_http_methods(BOTH)
@public("request_code")
def one(request: HttpRequest, entry: WorkspaceEntry, conversation_id: UUID) -> HttpResponse:
    """One request with its answers, and a place to answer."""
    with workspace_scope(entry.id):
        known = session.session_of(request)
        if known:
            return _one(request, known, conversation_id)
    return door.door(request, entry, conversation_id)


def _one(request: HttpRequest, known: Any, conversation_id: UUID) -> HttpResponse:
    conversation = queries.requests_of(known).find(id=conversation_id)
    asked = AnswerForm(request.POST or None, request.FILES or None, initial={"client_id": uuid4()})
    if request.method == "POST" and asked.is_valid():
        actor = Visitor(known.id, None, None)
        try:
            commands.answer(actor=actor, session=known, conversation=conversation, **said(asked))
        except DomainError as error:
            asked.add_error(None, _(error.detail))
        else:
            return redirect(kept(request, f"{request.path}#newest"))
    shown = {"workspace": workspaces.workspace(), "form": asked}
    shown["request_shown"] = queries.request_shown(known, conversation_id)
    return render(request, "requester/one.html", shown, status=422 if asked.errors else 200)


@require_POST
@public("request_code")
def transcript(request: HttpRequest, entry: WorkspaceEntry, conversation_id: UUID) -> HttpResponse:
    """Mails one's request to oneself."""
    with workspace_scope(entry.id):
        known = session.session_of(request)
        if known:
            conversation = queries.requests_of(known).find(id=conversation_id)
            try:
                commands.mail_request(
                    actor=Visitor(known.id, None, None), session=known, conversation=conversation
                )
            except DomainError as error:
                messages.error(request, _(error.detail))
            else:
                messages.success(request, _("It is on its way to your mailbox."))
    return redirect(kept(request, reverse("request", args=[entry.slug, conversation_id])))


@require_POST
@public("request_code")
def leave(request: HttpRequest, entry: WorkspaceEntry) -> HttpResponse:
    """Ends the session in this browser."""
    with workspace_scope(entry.id):
        known = session.session_of(request)
        if known:
            try:
                commands.leave(actor=Visitor(known.id, None, None), session=known)
            except (AlreadySo, NotFound):
                known = None
    response = redirect(kept(request, reverse("requests", args=[entry.slug])))
    session.forget(response, entry.slug)
    return response


def said(form: Any) -> dict[str, Any]:
    """What a form says, its files as streams."""
    clean: dict[str, Any] = dict(form.cleaned_data)
    files = [Sent(file.name, file) for file in clean.pop("attached")]
    return clean | {"files": files}
