"""Openers for the gateway: from memory if possible, else fetched by Django in a thread."""

from collections.abc import Iterable
from uuid import UUID

from ictdesk.desk.conversations.opener import Opener
from ictdesk.surfaces.realtime.threads import in_scope


async def opener(workspace: UUID, subjects: Iterable[UUID | None]) -> Opener:
    """With the keys of these people; those that were destroyed are missing."""
    wanted = [subject for subject in subjects if subject]
    opened = Opener.held(workspace, wanted)
    if opened is None:
        opened = await in_scope(workspace, Opener.for_subjects, workspace, wanted)
    return opened
