"""Where a case comes from: only from what is the workspace's own, and only from what a person wrote."""

from uuid import uuid4

import pytest

from ictdesk.desk.conversations.models import Message
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.privacy.rights.models import RightsRequest, RightsSubject
from tests.people.browsers import signed_in
from tests.world import House, World

SAID = {
    "rights": ["erasure"],
    "channel": "phone",
    "received_on": "2026-03-02",
    "requester": "self",
    "name": "Max",
}


def first_message(house: House) -> Message:
    talk = house.talk("Delete it all", name="Max")
    with workspace_scope(house.id):
        return Message.objects.get(conversation=talk)  # type: ignore[no-any-return]


def path(house: House) -> str:
    return f"/desk/{house.slug}/privacy/new/"


def test_a_message_of_the_neighbour_is_as_one_that_never_was(world: World) -> None:
    ada, theirs = signed_in(world.acme.ada), first_message(world.globex)
    for message in (theirs.id, uuid4()):
        assert ada.get(path(world.acme), {"message": str(message)}).status_code == 404
        assert ada.post(path(world.acme), SAID | {"message": str(message)}).status_code == 422
    assert ada.get(path(world.acme), {"message": str(first_message(world.acme).id)}).status_code == 200
    with workspace_scope(world.acme.id):
        assert RightsRequest.objects.count() == 0


def test_a_contact_of_the_neighbour_is_as_one_that_never_was(world: World) -> None:
    ada, theirs = signed_in(world.acme.ada), first_message(world.globex)
    with workspace_scope(world.globex.id):
        contact = theirs.conversation.contact_id
    assert ada.get(path(world.acme), {"contact": str(contact)}).status_code == 404
    assert ada.post(path(world.acme), SAID | {"contact": str(contact)}).status_code == 422


def test_what_the_team_wrote_asks_for_nothing(world: World) -> None:
    talk = world.acme.talk("Hello")
    done = world.acme.say(world.acme.ada.actor, talk, "We delete nothing")
    assert signed_in(world.acme.ada).get(path(world.acme), {"message": str(done.id)}).status_code == 404


@pytest.mark.parametrize("who", ["ada", "noor"])
def test_the_day_of_the_phone_call_counts(world: World, who: str) -> None:
    message = first_message(world.acme)
    with workspace_scope(world.acme.id):
        contact = message.conversation.contact_id
    sent = SAID | {"contact": str(contact)}
    answer = signed_in(world.acme.people[who]).post(path(world.acme), sent)
    assert answer.status_code == (302 if who == "noor" else 200)
    with workspace_scope(world.acme.id):
        row = RightsRequest.objects.get()
        assert (str(row.received_on), row.channel) == ("2026-03-02", "phone")
        assert RightsSubject.objects.get().person_id == message.subject_id
