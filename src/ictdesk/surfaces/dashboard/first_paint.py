"""Everything the inbox needs for its first paint, in the page itself."""

from uuid import UUID

from django.conf import settings
from django.middleware.csrf import get_token
from django.urls import reverse

from ictdesk.desk.conversations import queries
from ictdesk.desk.conversations.filters import Filter
from ictdesk.desk.conversations.surroundings import surroundings
from ictdesk.desk.conversations.texts import TEXT_LIMIT
from ictdesk.desk.people import notifying, rules
from ictdesk.kernel.audit.seeing import seen
from ictdesk.kernel.errors import NotFound
from ictdesk.surfaces.dashboard import destinations
from ictdesk.surfaces.dashboard.desk_view import OpenRequest
from ictdesk.surfaces.dashboard.shapes import FirstPaint, FirstPaintOpen

PAGE = 30
"""More rows than a screen shows; the island asks for the next ones when they come near."""
MESSAGES = 50


def first_paint(request: OpenRequest, *, wanted: Filter, opened: UUID | None) -> FirstPaint:
    """The page's data. The cursor is read first: what happens meanwhile is told again, never missed.

    The list and an open conversation are read in full, so the number of queries does not grow with them.
    """
    actor, workspace = request.actor, request.workspace
    base = reverse("inbox", args=[workspace.slug])
    around = surroundings(actor=actor)
    page = queries.filtered_page(actor=actor, wanted=wanted, limit=PAGE)
    return {
        "me": {
            "id": str(actor.id),
            "name": actor.name,
            "role": actor.role,
            "can": rules.rights_of(actor),
            "notify": notifying.choice_of(request.member),
        },
        "workspace": {
            "slug": workspace.slug,
            "name": workspace.name,
            "color": workspace.color,
            "time_zone": workspace.time_zone,
        },
        "members": [*around.members],
        "statuses": around.statuses,
        "inboxes": [*around.inboxes],
        "teams": around.teams,
        "tags": around.tags,
        "ticket_types": around.ticket_types,
        "choice_fields": around.choice_fields,
        "views": around.views,
        "pages": destinations.pages_for(actor, workspace.slug),
        "counts": {**around.counts},
        "cursor": around.cursor,
        "list": {"filter": wanted.shape(), "items": page["items"], "next": page["next"]},
        "open": _open(request, opened) if opened else None,
        "urls": {"api": "/api/v1", "socket": _socket(), "base": base},
        "limits": {"text": TEXT_LIMIT, "file": workspace.file_limit},
        "csrf": get_token(request),
    }


def _open(request: OpenRequest, conversation_id: UUID) -> FirstPaintOpen | None:
    """The conversation in the address; None when it is not there: the inbox says so."""
    try:
        shown = queries.conversation_shown(actor=request.actor, conversation_id=conversation_id)
    except NotFound:
        return None
    page = queries.messages_page(actor=request.actor, conversation_id=conversation_id, limit=MESSAGES)
    seen(request.actor, "conversation", conversation_id)
    return {"conversation": shown, "messages": page["items"], "more": page["more"]}


def _socket() -> str:
    return f"{settings.ICTDESK_BASE_URL.replace('http', 'ws', 1)}/rt/v1/socket"
