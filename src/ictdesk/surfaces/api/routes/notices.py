"""What recipients are told of people whose data they got (Art. 19 GDPR): a program asks for what is addressed to it."""

from uuid import UUID

from django.db.models import Q
from ninja import Router

from ictdesk.desk.people import queries as people
from ictdesk.kernel.actor import ApiKey, System
from ictdesk.privacy.recipients import commands, queries
from ictdesk.privacy.recipients.words import NOT_REACHED, OPEN
from ictdesk.surfaces.api.callers import Call
from ictdesk.surfaces.api.idempotency import Answer
from ictdesk.surfaces.api.shapes_notices import NoticeShape, NoticeShapes, notice_shape

router = Router(tags=["Rights"])
US = System("api.notices")


@router.get("/notices", response=NoticeShapes)
def list_notices(request: Call) -> NoticeShapes:
    """Those that were not confirmed, the oldest first, up to 200. What a program gets here it was told. Members see all.

    What it has not asked for in 14 days counts as not reached, and is given nevertheless when it asks.
    """
    actor = request.auth.actor
    known = Q(state__in=[OPEN, "told"]) | Q(reason=NOT_REACHED)
    rows = queries.notices_for(actor).filter(known, due_at__isnull=False).exclude(state="confirmed")
    shown = list(rows.order_by("made_at", "id")[:200])
    for row in shown if isinstance(actor, ApiKey) else ():
        commands.note_notice(actor=US, notice=row, state="told")
    return {"items": [notice_shape(row) for row in shown], "next": None}


@router.post("/notices/{uuid:notice_id}/confirmation", response={201: NoticeShape})
def confirm(request: Call, notice_id: UUID) -> Answer:
    """The recipient has done its part. A program confirms its own, members what they heard."""
    actor = request.auth.actor
    row = queries.notices_for(actor).find(id=notice_id)
    done = commands.confirm_notice(actor=actor, notice=row)
    return Answer(201, notice_shape(done), people.subject_of(actor))
