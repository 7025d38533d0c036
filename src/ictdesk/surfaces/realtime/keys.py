"""Openers for the gateway: from memory if possible, else fetched by Django in a thread."""

from collections.abc import Iterable
from contextlib import nullcontext
from uuid import UUID

from ictdesk.desk.conversations.opener import Opener
from ictdesk.kernel.vault import doors
from ictdesk.surfaces.realtime.threads import in_scope


async def opener(workspace: UUID, subjects: Iterable[UUID | None], *, own: bool = False) -> Opener:
    """With the keys of these people; those that were destroyed are missing.

    So are those of restricted people, unless a visitor reads what is their own.
    """
    wanted = [subject for subject in subjects if subject]
    opened = Opener.held(workspace, wanted)
    if opened is None:
        opened = await in_scope(workspace, _fetch, workspace, wanted, own=own)
    return opened


def _fetch(workspace: UUID, wanted: list[UUID], *, own: bool) -> Opener:
    with doors.opened("own") if own else nullcontext():
        return Opener.for_subjects(workspace, wanted)
