"""Search over messages."""

from ninja import Query, Router

from ictdesk.desk.conversations import search
from ictdesk.kernel.audit.seeing import seen
from ictdesk.surfaces.api import schemas
from ictdesk.surfaces.api.callers import Call
from ictdesk.surfaces.api.shapes import Hits

router = Router(tags=["Search"])


@router.get("/search", response=Hits)
def find(request: Call, asked: Query[schemas.Search]) -> Hits:
    """Conversations whose messages hold every word, newest first."""
    hits = search.search(actor=request.auth.actor, text=asked.q, limit=asked.limit)
    seen(request.auth.actor, "search", None, hits=len(hits))
    return {"items": hits, "next": None}
