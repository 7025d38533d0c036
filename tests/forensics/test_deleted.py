"""A message that a member deleted: its words are nowhere any more, neither to be read nor to be found nor on record."""

import io
from uuid import uuid4

from django.db import connections

from ictdesk.desk.conversations import commands, search
from ictdesk.desk.conversations.models import Message, SearchToken
from ictdesk.kernel.audit.models import AuditRecord
from ictdesk.kernel.blobs import store
from ictdesk.kernel.blobs.models import Blob
from ictdesk.kernel.tenancy import workspace_scope
from tests.forensics.marked import where
from tests.forensics.markers import Markers
from tests.forensics.test_destroyed import reads, told
from tests.people.browsers import program
from tests.world import House, World


def said(house: House, talk_id: object, word: str) -> str:
    """Everything by which somebody would see the word of a message, and the audit trail."""
    seen = program(house)
    paths = (
        "/conversations?status=any",
        f"/conversations/{talk_id}",
        f"/conversations/{talk_id}/messages",
        f"/search?q={word}",
    )
    return "\n".join(seen.get(f"/api/v1{path}").content.decode() for path in paths)


def test_its_words_and_files_are_nowhere(world: World) -> None:
    house, ada, markers = world.acme, world.acme.ada.actor, Markers()
    talk, word, note = told(house, "parcel"), markers.word("said"), markers.word("noted")
    with workspace_scope(house.id):
        file = commands.upload(
            actor=ada, home=talk, stream=io.BytesIO(b"%PDF-1.7 " + word.encode()), name=f"{word}.pdf"
        )
        one = commands.reply(
            actor=ada, conversation=talk, client_id=uuid4(), text=f"It is {word}", attachments=[file.id]
        )
        other = commands.note(actor=ada, conversation=talk, client_id=uuid4(), text=f"It is {note}")
        search.rebuild()
        rows = list(Message.objects.filter(id__in=[one.id, other.id]))
        commands.correct_message(actor=house.grace.actor, message=rows[0], text=f"Not {word}")
        blob: Blob = Blob.objects.get(id=file.blob_id)
    before = said(house, talk.id, word) + said(house, talk.id, note)
    assert word in before, "it would be seen"
    assert note in before, "it would be seen"
    sealed = sealed_of([one.id, other.id], house)
    assert where(sealed, {house.id}) == {"message"}
    with workspace_scope(house.id):
        for row in rows:
            commands.delete_message(actor=ada, message=row)
    after = said(house, talk.id, word) + said(house, talk.id, note)
    for gone in (word, note):
        assert gone not in after
    assert where({word, note} | sealed, {house.id}) == set()
    with workspace_scope(house.id):
        assert not SearchToken.objects.filter(message_id__in=[one.id, other.id]).exists()
        assert not store.storage().exists(blob.storage_name)
        trail = [repr(record) for record in AuditRecord.objects.filter(action="message.delete").values()]
    assert len(trail) == 2, "that it was deleted is on record"
    assert not [line for line in trail for gone in (word, note) if gone in line]
    assert "parcel" in reads(house, talk, "parcel")[f"/conversations/{talk.id}/messages"], "others stay"


def sealed_of(ids: list[object], house: House) -> set[str]:
    """Their texts as they lie in the table, as hex."""
    with workspace_scope(house.id) as scope, connections[scope.alias].cursor() as cursor:
        cursor.execute("select encode(body, 'hex') from message where id = any(%s)", [ids])
        return {text for (text,) in cursor.fetchall()}
