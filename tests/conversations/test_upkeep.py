"""What the desk does by itself: wakes what slept, drops files to which nobody referred."""

import io
from datetime import timedelta
from pathlib import Path

from django.conf import settings

from ictdesk.desk.conversations import commands, queries
from ictdesk.desk.conversations.models import Attachment, Conversation
from ictdesk.desk.workspaces.models import Status
from ictdesk.kernel import clock
from ictdesk.kernel.blobs.models import Blob
from ictdesk.kernel.tenancy import workspace_scope
from tests.world import US, World


def test_a_snoozed_conversation_wakes_when_its_time_is_over(world: World) -> None:
    early, late = world.acme.talk("early"), world.acme.talk("late")
    with workspace_scope(world.acme.id):
        snoozed = Status.objects.get(category="snoozed")
        for conversation in (early, late):
            until = clock.now() + timedelta(hours=1)
            commands.set_status(
                actor=world.acme.ada.actor, conversation=conversation, status=snoozed, snoozed_until=until
            )
        assert commands.wake(actor=US) == 0
        Conversation.objects.filter(id=early.id).update(snoozed_until=clock.now())
        assert commands.wake(actor=US) == 1
        page = queries.inbox_page(actor=US, status="open")
    assert [row["id"] for row in page["items"]] == [str(early.id)]
    assert page["items"][0]["snoozed_until"] is None


def test_files_of_no_message_go_after_a_day_with_their_content(world: World) -> None:
    conversation = world.acme.talk("Hello")
    with workspace_scope(world.acme.id):
        made = commands.upload(
            actor=world.acme.ada.actor, home=conversation, stream=io.BytesIO(b"a text"), name="x.txt"
        )
        file = Path(settings.ICTDESK_DATA) / "files" / Blob.objects.get(id=made.blob_id).storage_name
        assert commands.drop_unreferenced(actor=US) == 0
    assert file.exists()
    with workspace_scope(world.acme.id):
        Attachment.objects.filter(id=made.id).update(created_at=clock.now() - timedelta(hours=25))
        assert commands.drop_unreferenced(actor=US) == 1
        assert (Attachment.objects.count(), Blob.objects.count()) == (0, 0)
    assert not file.exists()
