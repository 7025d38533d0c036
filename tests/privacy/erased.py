"""Erasing somebody in a test, to the end."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from ictdesk.desk.contacts.models import Contact
from ictdesk.desk.conversations.models import Conversation
from ictdesk.kernel.datamap.persons import Person
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.vault.models import SubjectKey
from ictdesk.privacy.erasure import commands, removing, running
from ictdesk.privacy.erasure.models import ErasureRun
from ictdesk.privacy.recipients.models import RecipientNotice
from tests.world import House


def begun(house: House, talk: Conversation, **how: Any) -> ErasureRun:
    """Vera has whoever wrote in a conversation erased."""
    with workspace_scope(house.id):
        return commands.erase(actor=house.vera.actor, subjects=[talk.subject_id], **how)


def finished(workspace: UUID, run: ErasureRun) -> ErasureRun:
    """All steps; the time for which a process may hold a key is taken as over, and recipients as told."""
    running.finish(workspace, run.id)
    with workspace_scope(workspace):
        waiting: ErasureRun = ErasureRun.objects.find(id=run.id)
        assert (waiting.state, waiting.step) == ("waiting", "wait"), waiting.trouble
        assert waiting.keys_gone_at is not None
        waiting.keys_gone_at = waiting.keys_gone_at - timedelta(hours=1)
        waiting.save(update_fields=["keys_gone_at"])
    running.finish(workspace, run.id)
    with workspace_scope(workspace):
        told = RecipientNotice.objects.filter(cause_id=run.id, state="to_tell").update(state="told")
    if told:
        running.finish(workspace, run.id)
    with workspace_scope(workspace):
        done: ErasureRun = ErasureRun.objects.find(id=run.id)
    assert done.state == "done"
    return done


def is_gone(house: House, talk: Conversation, mode: str = "erase") -> bool:
    """No row is found by any path, and no key."""
    person = Person(frozenset({talk.contact_id}), frozenset({talk.subject_id}))
    with workspace_scope(house.id):
        assert not Contact.objects.filter(id=talk.contact_id).exists()
        assert SubjectKey.objects.filter(id=talk.subject_id, wrapped__isnull=True).exists()
        assert Conversation.objects.filter(id=talk.id).exists() == (mode == "statistics")
        assert removing.left(person, mode) == []
    return True
