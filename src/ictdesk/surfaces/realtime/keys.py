"""Openers for the gateway: from memory if possible, else fetched by Django in a thread."""

from collections.abc import Iterable
from uuid import UUID

from ictdesk.desk.conversations.opener import Opener
from ictdesk.surfaces.realtime.threads import in_scope


async def opener(workspace: UUID, subjects: Iterable[UUID | None]) -> Opener:
    """With the keys of these people; those that were destroyed are missing."""
    wanted = [subject for subject in subjects if subject]
    return Opener.held(workspace, wanted) or await in_scope(workspace, Opener.for_subjects, workspace, wanted)
