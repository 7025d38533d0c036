"""Two questions that are asked before something happens: may this leave the house, may this person be worked on."""

from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest

from ictdesk.desk.conversations.models import Message
from ictdesk.kernel import egress, guards
from ictdesk.kernel.datamap.fields import SUPPORT
from ictdesk.kernel.egress import Call, EgressRefused
from ictdesk.kernel.guards import Restricted
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.vault import keyring
from tests.world import World

CALL = Call("mail.smtp", "mail.example", SUPPORT, frozenset({"user.contact.email"}), uuid4(), "DE")


@pytest.fixture
def registry() -> Iterator[list[Call]]:
    """A registry that allows Germany only, and remembers what it was asked."""
    asked: list[Call] = []

    def only_germany(call: Call) -> str:
        asked.append(call)
        return "" if call.region == "DE" else f"{call.recipient} is outside"

    former = egress.use(only_germany)
    yield asked
    assert egress.use(former) is only_germany


def test_until_a_registry_is_there_everything_may_leave() -> None:
    egress.ask(CALL)
    former = egress.use(lambda _: "closed")
    with pytest.raises(EgressRefused):
        egress.ask(CALL)
    egress.use(former)
    egress.ask(CALL)


def test_the_registry_is_asked_and_decides(registry: list[Call]) -> None:
    egress.ask(CALL)
    outside = Call("mail.smtp", "mail.example", SUPPORT, frozenset(), None, "US")
    with pytest.raises(EgressRefused, match="outside") as refusal:
        egress.ask(outside)
    assert (refusal.value.status, refusal.value.code) == (403, "egress_refused")
    assert registry == [CALL, outside]


@pytest.fixture
def restricted() -> Iterator[set[UUID]]:
    people: set[UUID] = set()

    def guard(subject: UUID, purpose: str) -> str:
        return f"restricted for {purpose}" if subject in people else ""

    guards.register(guard)
    yield people
    guards.unregister(guard)


def test_guards_are_asked_and_any_of_them_refuses(restricted: set[UUID]) -> None:
    person = uuid4()
    guards.ask(person, SUPPORT)
    restricted.add(person)
    guards.register(lambda subject, purpose: "")
    with pytest.raises(Restricted, match=SUPPORT) as refusal:
        guards.ask(person, SUPPORT)
    guards.ask(uuid4(), SUPPORT)
    assert (refusal.value.status, refusal.value.code) == (403, "restricted")


def test_nobody_writes_to_a_restricted_person(world: World) -> None:
    conversation = world.acme.talk("Hello")
    world.acme.say(world.acme.ada.actor, conversation, "before")
    with workspace_scope(world.acme.id):
        keyring.restrict([conversation.subject_id])
    for note in (False, True):
        with pytest.raises(Restricted):
            world.acme.say(world.acme.ada.actor, conversation, "after", note=note)
    with workspace_scope(world.acme.id):
        assert Message.objects.filter(conversation=conversation).count() == 2
