"""The log of who did what: its newest promise, and proofs about it. Nobody's data is in them."""

from typing import Annotated, TypedDict

from ninja import Query, Router
from pydantic import Field

from ictdesk.kernel.audit import checkpoints, proving
from ictdesk.kernel.clock import rfc3339
from ictdesk.kernel.errors import NotFound
from ictdesk.surfaces.api.callers import Call
from ictdesk.surfaces.api.schemas import Sent
from ictdesk.trust.records.queries import must_read

router = Router(tags=["Audit"])

type Count = Annotated[int, Field(ge=0, lt=2**53)]


class AskedInclusion(Sent):
    place: Count
    size: Count


class AskedConsistency(Sent):
    old: Count
    size: Count


class CheckpointShape(TypedDict):
    """`note` is signed (C2SP tlog-checkpoint); keep it somewhere else."""

    size: int
    at: str
    root: str
    note: str


@router.get("/audit/checkpoint", response=CheckpointShape)
def newest_checkpoint(request: Call) -> CheckpointShape:
    """The newest promise about the log; made each hour in which something was done."""
    must_read(request.auth.actor)
    one = checkpoints.newest()
    if one is None:
        raise NotFound
    return {"size": one.size, "at": rfc3339(one.at), "root": bytes(one.root).hex(), "note": one.note}


@router.get("/audit/inclusion", response=proving.Inclusion)
def prove_inclusion(request: Call, asked: Query[AskedInclusion]) -> proving.Inclusion:
    """That the entry at `place` is in the log of `size` entries."""
    must_read(request.auth.actor)
    return proving.inclusion(asked.place, asked.size)


@router.get("/audit/consistency", response=proving.Consistency)
def prove_consistency(request: Call, asked: Query[AskedConsistency]) -> proving.Consistency:
    """That the log of `size` entries begins with the log of `old`."""
    must_read(request.auth.actor)
    return proving.consistency(asked.old, asked.size)
