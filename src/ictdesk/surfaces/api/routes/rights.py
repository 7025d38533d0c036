"""Requests about people's data: opened by programs, read by them, and handled by people on the desk's own pages."""

from typing import Annotated, Literal
from uuid import UUID

from ninja import Router
from pydantic import AwareDatetime, Field, StrictStr

from ictdesk.desk.contacts import queries as contacts
from ictdesk.privacy.rights import commands, queries
from ictdesk.privacy.rights.commands import Asked
from ictdesk.privacy.rights.words import Requester, Right
from ictdesk.surfaces.api.callers import Call
from ictdesk.surfaces.api.idempotency import Answer
from ictdesk.surfaces.api.schemas import Sent
from ictdesk.surfaces.api.shapes_rights import RightsCase, RightsCases, rights_case

router = Router(tags=["Rights"])


class NewRightsRequest(Sent):
    """`received_at` is when it reached you, read or not: the clock counts from it; default: now."""

    rights: Annotated[list[Right], Field(min_length=1, max_length=6)]
    name: Annotated[StrictStr, Field(max_length=200)] = ""
    email: Annotated[StrictStr, Field(max_length=254)] = ""
    words: Annotated[StrictStr, Field(max_length=10_000)] = ""
    requester: Requester = "self"
    language: Literal["", "en", "de", "fr", "es", "ur"] = ""
    country: Annotated[StrictStr, Field(max_length=2)] = ""
    received_at: AwareDatetime | None = None


@router.get("/rights-requests", response=RightsCases)
def list_requests(request: Call) -> RightsCases:
    """Those that wait for an answer, the most urgent first, then up to 100 that were answered, the newest first."""
    actor = request.auth.actor
    rows = [*queries.open_cases(actor), *queries.answered_cases(actor, 100)]
    return {"items": [rights_case(row) for row in rows], "next": None}


@router.post("/rights-requests", response={201: RightsCase})
def open_request(request: Call, sent: NewRightsRequest) -> Answer:
    """Opens a case: its clock runs, and whoever asked is told, if there is an address. Who they are is asked by people."""
    about = sorted(contacts.subjects_addressed_as(sent.email)) if sent.email else []
    asked = Asked(channel="api", **sent.model_dump())
    row = commands.open_case(actor=request.auth.actor, asked=asked, people=about)
    return Answer(201, rights_case(row), row.subject_id)


@router.get("/rights-requests/{uuid:case_id}", response=RightsCase)
def one_request(request: Call, case_id: UUID) -> RightsCase:
    """One of them."""
    return rights_case(queries.cases_for(request.auth.actor).find(id=case_id))
