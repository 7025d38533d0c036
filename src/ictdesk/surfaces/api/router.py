"""The HTTP API, put together. `docs/api/http.md` is its contract."""

from ninja import NinjaAPI

from ictdesk import __version__
from ictdesk.surfaces.api import refusals
from ictdesk.surfaces.api.callers import Bearer, Session
from ictdesk.surfaces.api.routes import (
    attributes,
    bulk,
    canned,
    contacts,
    conversations,
    erasures,
    fields,
    files,
    inboxes,
    keys,
    macros,
    mail,
    mail_templates,
    mailboxes,
    me,
    members,
    merges,
    messages,
    notice,
    objections,
    promises,
    relations,
    restrictions,
    rights,
    scheduled,
    search,
    security,
    senders,
    statuses,
    tags,
    teams,
    ticket_types,
    tickets,
    views,
    workspace,
)
from ictdesk.surfaces.api.scoping import in_workspace

api = NinjaAPI(
    title="ICTDesk",
    version=__version__,
    description="Conversations, contacts, search and settings of one workspace. Errors are problem documents (RFC 9457).",
    auth=[Bearer(), Session()],
    docs_url=None,
    urls_namespace="api",
)
refusals.install(api)
api.add_decorator(in_workspace, mode="operation")
for room in (
    me,
    conversations,
    bulk,
    views,
    messages,
    scheduled,
    mail,
    mail_templates,
    senders,
    mailboxes,
    contacts,
    attributes,
    merges,
    erasures,
    search,
    files,
    canned,
    teams,
    statuses,
    tags,
    workspace,
    inboxes,
    notice,
    members,
    keys,
    security,
    tickets,
    ticket_types,
    promises,
    relations,
    restrictions,
    objections,
    fields,
    macros,
    rights,
):
    api.add_router("", room.router)
