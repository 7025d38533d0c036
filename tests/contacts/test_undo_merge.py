"""And two again, as if it had not been."""

from datetime import timedelta
from uuid import uuid4

import pytest

from ictdesk.desk.contacts import commands as contacts
from ictdesk.desk.contacts.models import ContactMerge, Identity
from ictdesk.desk.contacts.queries import subjects_of
from ictdesk.desk.conversations import commands, queries
from ictdesk.desk.conversations.person import person_page
from ictdesk.kernel import clock
from ictdesk.kernel.audit.models import AuditRecord
from ictdesk.kernel.errors import AlreadySo, Conflict
from ictdesk.kernel.tenancy import workspace_scope
from tests.contacts.pair import Pair, rows
from tests.world import US


def test_undoing_restores_every_row(pair: Pair) -> None:
    before = rows(pair.house)
    merge = pair.merge()
    assert rows(pair.house) != before
    pair.undo(merge)
    assert rows(pair.house) == before
    with pytest.raises(AlreadySo):
        pair.undo(merge)
    with workspace_scope(pair.house.id):
        actions = [row.action for row in AuditRecord.objects.order_by("id") if "merge" in row.action]
    assert actions == ["contact.merge", "contact.unmerge"]


def test_what_came_in_since_goes_back_with_its_conversation(pair: Pair) -> None:
    merge = pair.merge()
    with workspace_scope(pair.house.id):
        commands.reply(actor=pair.guest.actor, conversation=pair.home, client_id=uuid4(), text="Since then")
    pair.undo(merge)
    with workspace_scope(pair.house.id):
        said = queries.messages_page(actor=US, conversation_id=pair.home.id)["items"][-1]
    assert (said["body"], said["author"]["name"]) == ("Since then", "Maxi")


def change_a_value(pair: Pair) -> None:
    commands.set_attributes(actor=US, contact=pair.office.contact, values={"city": "Lahore"})


def drop_an_address(pair: Pair) -> None:
    identity = next(row for row in Identity.objects.all() if row.value == "max@home.example")
    commands.remove_identity(actor=US, contact=pair.office.contact, identity=identity)


def merge_on(pair: Pair) -> None:
    third = contacts.make_contact(actor=US, name="Third")
    commands.merge_contacts(actor=US, source=pair.office.contact, target=third)


@pytest.mark.parametrize("later", [change_a_value, drop_an_address, merge_on])
def test_undoing_is_refused_when_a_later_change_stands_against_it(pair: Pair, later: object) -> None:
    merge = pair.merge()
    with workspace_scope(pair.house.id):
        later(pair)  # type: ignore[operator]
    before = rows(pair.house)
    with pytest.raises(Conflict, match="since"):
        pair.undo(merge)
    assert rows(pair.house) == before


def test_undoing_is_possible_for_a_day(pair: Pair) -> None:
    merge = pair.merge()
    with workspace_scope(pair.house.id):
        ContactMerge.objects.filter(id=merge.id).update(made_at=clock.now() - timedelta(hours=25))
        assert person_page(actor=US, contact=pair.office.contact)["merges"] == []
    with pytest.raises(Conflict, match="one day"):
        pair.undo(merge)


def test_merges_are_undone_in_their_order(pair: Pair) -> None:
    before = rows(pair.house)
    first = pair.merge()
    with workspace_scope(pair.house.id):
        third = contacts.make_contact(actor=US, name="Third")
        second = commands.merge_contacts(actor=US, source=pair.office.contact, target=third)
        assert subjects_of(third) == {third.subject_id, pair.office.subject_id, pair.home.subject_id}
        (said,) = queries.messages_page(actor=US, conversation_id=pair.home.id)["items"]
        assert said["author"]["name"] == "Third"
    pair.undo(second)
    pair.undo(first)
    after = rows(pair.house)
    assert len(after["contact"]) == len(before["contact"]) + 1
    assert {t: r for t, r in after.items() if t not in ("contact", "subject_key")} == {
        t: r for t, r in before.items() if t not in ("contact", "subject_key")
    }
