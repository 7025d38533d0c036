"""A sealed value opens in its own place only: not in another row, column, person or workspace."""

from typing import Any
from uuid import UUID

import pytest
from django.db import connections

from ictdesk.desk.contacts.models import Contact, Identity
from ictdesk.desk.conversations.models import Conversation, Message
from ictdesk.desk.conversations.queries import messages_page
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.tenancy.models import CellModel
from ictdesk.kernel.vault import cipher, keyring
from ictdesk.kernel.vault.cipher import CannotOpen
from ictdesk.kernel.vault.models import SubjectKey, WorkspaceKey
from tests.world import US, House, World


def sealed(row: CellModel, column: str) -> bytes:
    """A value as it lies in the table."""
    with workspace_scope(row.workspace_id) as scope, connections[scope.alias].cursor() as cursor:
        cursor.execute(f"select {column} from {row._meta.db_table} where id = %s", [row.id])
        return bytes(cursor.fetchone()[0])


def plant(row: CellModel, **values: Any) -> None:
    """Puts values into a row as somebody with the right to write in the database could."""
    with workspace_scope(row.workspace_id) as scope, connections[scope.alias].cursor() as cursor:
        for column, value in values.items():
            cursor.execute(f"update {row._meta.db_table} set {column} = %s where id = %s", [value, row.id])


def contact_of(house: House, conversation: Conversation) -> Contact:
    with workspace_scope(house.id):
        found: Contact = Contact.objects.find(id=conversation.contact_id)
    return found


def read(house: House, model: type[CellModel], id_: UUID, field: str) -> str:
    with workspace_scope(house.id):
        return str(getattr(model.objects.find(id=id_), field))


def test_another_row_of_the_same_person(world: World) -> None:
    conversation = world.acme.talk("Yes", "No")
    with workspace_scope(world.acme.id):
        yes, no = Message.objects.filter(conversation=conversation).order_by("seq")
    assert read(world.acme, Message, no.id, "body") == "No"
    plant(no, body=sealed(yes, "body"))
    with pytest.raises(CannotOpen):
        read(world.acme, Message, no.id, "body")
    with pytest.raises(CannotOpen), workspace_scope(world.acme.id):
        messages_page(actor=US, conversation_id=conversation.id)


def test_another_column_of_the_same_row(world: World) -> None:
    conversation = world.acme.talk("Yes", name="Max")
    contact = contact_of(world.acme, conversation)
    with workspace_scope(world.acme.id):
        identity = Identity.objects.create(
            contact=contact, subject_id=contact.subject_id, kind="external", value="v", digest=b"d" * 16
        )
    plant(identity, value=sealed(contact, "name"))
    with pytest.raises(CannotOpen):
        read(world.acme, Identity, identity.id, "value")


def test_another_person(world: World) -> None:
    one, other = (contact_of(world.acme, world.acme.talk("Hi", name=name)) for name in ("Max", "Eve"))
    plant(other, name=sealed(one, "name"))
    with pytest.raises(CannotOpen):
        read(world.acme, Contact, other.id, "name")
    plant(other, subject_id=one.subject_id)
    with pytest.raises(CannotOpen):
        read(world.acme, Contact, other.id, "name")


def test_another_workspace(world: World) -> None:
    """Even the same row and the same key, carried over, open nothing there."""
    mine = contact_of(world.acme, world.acme.talk("Hi", name="Max"))
    with workspace_scope(world.acme.id):
        key: SubjectKey = SubjectKey.objects.find(id=mine.subject_id)
    with workspace_scope(world.globex.id) as scope, connections[scope.alias].cursor() as cursor:
        SubjectKey.objects.create(id=key.id, wrapped=key.wrapped)
        copied = Contact(id=mine.id, subject_id=keyring.new_subject(), name="x")
        copied.save()
        cursor.execute("update contact set subject_id = %s where id = %s", [key.id, mine.id])
    plant(copied, name=sealed(mine, "name"))
    assert read(world.acme, Contact, mine.id, "name") == "Max"
    with pytest.raises(CannotOpen):
        read(world.globex, Contact, mine.id, "name")


def test_another_persons_wrapped_key(world: World) -> None:
    one, other = (contact_of(world.acme, world.acme.talk("Hi", name=name)) for name in ("Max", "Eve"))
    with workspace_scope(world.acme.id):
        key: SubjectKey = SubjectKey.objects.find(id=one.subject_id)
        SubjectKey.objects.filter(id=other.subject_id).update(wrapped=key.wrapped)
    keyring.forget()
    assert read(world.acme, Contact, one.id, "name") == "Max"
    with pytest.raises(CannotOpen):
        read(world.acme, Contact, other.id, "name")


def test_another_workspaces_wrapped_keys(world: World) -> None:
    world.globex.talk("Hi")
    with workspace_scope(world.acme.id):
        theirs = WorkspaceKey.objects.get()
    with workspace_scope(world.globex.id):
        WorkspaceKey.objects.update(wrapped=theirs.wrapped, wrapped_index=theirs.wrapped_index)
    keyring.forget()
    with pytest.raises(CannotOpen), workspace_scope(world.globex.id):
        keyring.index_key()


def test_an_altered_value(world: World) -> None:
    contact = contact_of(world.acme, world.acme.talk("Hi", name="Max"))
    whole = sealed(contact, "name")
    for place in (0, 1, 12, 13, len(whole) - 1):
        plant(contact, name=whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(CannotOpen):
            read(world.acme, Contact, contact.id, "name")
    for short in (b"", whole[:1], whole[:13], whole[:-1]):
        plant(contact, name=short)
        with pytest.raises(CannotOpen):
            read(world.acme, Contact, contact.id, "name")


def test_it_is_the_place_that_refuses(world: World) -> None:
    """The negative control: with the place it was sealed for, the carried value opens."""
    conversation = world.acme.talk("Yes", "No")
    with workspace_scope(world.acme.id):
        yes, no = Message.objects.filter(conversation=conversation).order_by("seq")
        key = keyring.subject_key(yes.subject_id)
    value = sealed(yes, "body")
    assert cipher.unseal(key, value, cipher.place(world.acme.id, "message", "body", yes.id)) == b"Yes"
    with pytest.raises(CannotOpen):
        cipher.unseal(key, value, cipher.place(world.acme.id, "message", "body", no.id))
