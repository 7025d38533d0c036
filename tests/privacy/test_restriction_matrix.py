"""What happens to a restricted person's data and what does not: every cell of the matrix, tried with and without."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from uuid import uuid4

import pytest

from ictdesk.desk.contacts import commands as contacts
from ictdesk.desk.contacts.models import Contact
from ictdesk.desk.conversations import append, commands, queries, reading, search
from ictdesk.desk.conversations.commands.bulk import Change
from ictdesk.desk.conversations.models import Conversation, Message, ScheduledAnswer
from ictdesk.desk.digests import commands as digests
from ictdesk.desk.digests.models import DigestItem
from ictdesk.desk.mail import commands as mail
from ictdesk.desk.tickets import commands as tickets
from ictdesk.kernel import clock
from ictdesk.kernel.actor import Visitor
from ictdesk.kernel.errors import DomainError
from ictdesk.kernel.events import readers
from ictdesk.kernel.events.models import Event
from ictdesk.kernel.guards import Restricted
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.vault import keyring
from tests.forensics.markers import Markers
from tests.forensics.test_destroyed import reads, told
from tests.people.browsers import program
from tests.privacy import bundles
from tests.privacy.restricted import lifted, placed
from tests.world import US, House, World

type Act = Callable[[House, Conversation], object]


def _contact(talk: Conversation) -> Contact:
    found: Contact = Contact.objects.get(id=talk.contact_id)
    return found


def _first(talk: Conversation) -> Message:
    found: Message = Message.objects.get(conversation=talk, seq=1)
    return found


def _bulk(house: House, talk: Conversation) -> None:
    """One in a list is refused by itself."""
    done = commands.bulk(actor=house.ada.actor, conversations=[talk], change=Change("solve"))
    if done["items"][0]["outcome"] != "done":
        raise Restricted(done["items"][0]["detail"])


def _macro(house: House, talk: Conversation) -> None:
    macro = tickets.make_macro(actor=house.vera.actor, name="Urgent", does={"priority": "high"}, shared=True)
    done = tickets.apply_macro(actor=house.ada.actor, macro=macro, rows=[talk])
    if done["items"][0]["outcome"] != "done":
        raise Restricted(done["items"][0]["detail"])


def _later(house: House, talk: Conversation) -> object:
    when = clock.now() + timedelta(days=1)
    return commands.schedule(
        actor=house.ada.actor, conversation=talk, client_id=uuid4(), text="Later", due_at=when
    )


BLOCKED: dict[str, Act] = {
    "answer": lambda house, talk: commands.reply(
        actor=house.ada.actor, conversation=talk, client_id=uuid4(), text="Hi"
    ),
    "note": lambda house, talk: commands.note(
        actor=house.noor.actor, conversation=talk, client_id=uuid4(), text="Hi"
    ),
    "answer later": _later,
    "assign": lambda house, talk: commands.assign(
        actor=house.ada.actor, conversation=talk, member=house.grace.row
    ),
    "solve": lambda house, talk: commands.solve(actor=house.ada.actor, conversation=talk),
    "tag": lambda house, talk: commands.set_tags(actor=house.ada.actor, conversation=talk, names=["vip"]),
    "make a ticket": lambda house, talk: commands.make_ticket(actor=house.ada.actor, conversation=talk),
    "change in bulk": _bulk,
    "macro": _macro,
    "split": lambda house, talk: commands.split(
        actor=house.ada.actor, message=_first(talk), subject="Another"
    ),
    "transcript": lambda house, talk: mail.ask_transcript(actor=house.ada.actor, conversation=talk),
    "rename": lambda house, talk: contacts.rename(
        actor=house.ada.actor, contact=_contact(talk), name="Other"
    ),
    "add an address": lambda house, talk: commands.add_identity(
        actor=house.ada.actor, contact=_contact(talk), kind="email", value="new@mail.example"
    ),
    "read mark": lambda house, talk: commands.mark_read(actor=house.ada.actor, conversation=talk, seq=1),
    "begin a ticket for them": lambda house, talk: commands.start_for(
        actor=house.ada.actor,
        contact=_contact(talk),
        inbox=house.inbox,
        client_id=uuid4(),
        subject="New",
        text="Hello",
    ),
}


class _TakenBackError(Exception):
    """So that one act leaves nothing for the next."""


def _tried(house: House, talk: Conversation, act: Act) -> bool:
    """Whether it was done; it is taken back in any case, and a refusal has changed nothing."""
    done = False
    with suppress(_TakenBackError), workspace_scope(house.id):
        before = Event.objects.count()
        try:
            act(house, talk)
        except Restricted:
            assert Event.objects.count() == before
        else:
            done = True
        raise _TakenBackError
    return done


def test_blocked(world: World) -> None:
    house = world.acme
    talk, other = bundles.talk(house, "Hello"), bundles.talk(house, "Hi", email="bea@mail.example")
    placed(house, talk)
    assert [what for what, act in BLOCKED.items() if _tried(house, talk, act)] == []
    assert [what for what, act in BLOCKED.items() if not _tried(house, other, act)] == [], "others are free"


def test_agents_see_the_banner_and_no_more(world: World) -> None:
    word, house = Markers().word("restricted"), world.acme
    talk, other = told(house, word), told(house, "letter")
    before = reads(house, talk, word)
    assert all(word in text for text in before.values()), "it would be seen"
    row = placed(house, talk)
    after = reads(house, talk, word)
    assert not [path for path, text in after.items() if word in text]
    assert '"restricted": true' in after[f"/conversations/{talk.id}"]
    assert '"items": []' in after[f"/search?q={word}"]
    page = program(house).get(f"/api/v1/contacts/{talk.contact_id}/page").json()
    assert page["privacy"]["restricted"] == "R1"
    assert "letter" in reads(house, other, "letter")["/contacts"], "nobody else is hidden"
    lifted(house, row)
    again = reads(house, talk, word)
    assert [path for path, text in again.items() if word not in text] == []


def test_what_they_write_is_kept_unread_and_appears_at_the_end(world: World) -> None:
    house, guest = world.acme, world.acme.guest()
    talk = house.write(guest, "Hello", name="Max")
    row = placed(house, talk)
    house.write(guest, "A word meanwhile")
    with workspace_scope(house.id):
        readers.run("search")
        (shown,) = queries.inbox_page(actor=house.ada.actor, status="any")["items"]
        assert (shown["restricted"], shown["preview"], shown["contact"]["name"]) == (True, None, "")
        assert shown["agent_read_seq"] == shown["last_seq"], "nor that anything came"
        assert queries.messages_page(actor=house.noor.actor, conversation_id=talk.id)["items"] == []
        assert Message.objects.filter(conversation=talk, author_kind="contact").count() == 2
    lifted(house, row)
    said = house.bodies(talk)
    assert [said[0], said[-1]] == ["Hello", "A word meanwhile"]
    assert "stored and otherwise left alone" in said[1], "they were told in the chat"
    with workspace_scope(house.id):
        (hit,) = search.search(actor=house.ada.actor, text="meanwhile")
        assert hit["message"]["body"] == "A word meanwhile"


def test_automations_leave_them_alone(world: World) -> None:
    house = world.acme
    talk, other = bundles.talk(house, "Hello"), bundles.talk(house, "Hi", email="bea@mail.example")
    ada = house.ada.actor
    with workspace_scope(house.id):
        for one in (talk, other):
            commands.make_ticket(actor=ada, conversation=one)
            _later(house, one)
            commands.snooze(actor=ada, conversation=one, until=clock.now() + timedelta(hours=1))
            commands.assign(actor=house.grace.actor, conversation=one, member=house.ada.row)
        digests.set_digest(actor=ada, member=house.ada.row, often="daily", hour=8, zone="UTC")
        soon = clock.now() + timedelta(minutes=1)
        Conversation.objects.update(due_at=soon, due_for="answer")
    row = placed(house, talk)
    with workspace_scope(house.id):
        assert Conversation.objects.get(id=talk.id).due_at is None, "nothing is due"
        Conversation.objects.filter(category="snoozed").update(snoozed_until=clock.now())
        assert commands.wake(actor=US) == 1
        ScheduledAnswer.objects.update(due_at=clock.now())
        assert commands.send_scheduled(actor=US) == 1
        assert ScheduledAnswer.objects.get().conversation_id == talk.id, "it waits"
        readers.run("digests")
        assert set(DigestItem.objects.values_list("conversation_id", flat=True)) <= {other.id}
    lifted(house, row)
    with workspace_scope(house.id):
        assert commands.send_scheduled(actor=US) == 1


def test_the_person_themselves_reads_and_writes(world: World) -> None:
    house, guest = world.acme, world.acme.guest()
    talk = house.write(guest, "Hello", name="Max")
    placed(house, talk)
    with workspace_scope(house.id):
        actor = Visitor(guest.session.id, talk.contact_id, talk.id)
        commands.mark_read(actor=actor, conversation=talk, seq=1)
        commands.introduce(actor=actor, contact=_contact(talk), name="Maxine")
        assert keyring.subject_keys({talk.subject_id}) == {}
        with pytest.raises(DomainError):
            _ = _contact(talk).name


def test_the_software_writes_to_nobody_who_is_restricted(world: World) -> None:
    """The statement itself refuses, whoever held the key before."""
    house, talk = world.acme, world.acme.talk("Hello")
    with workspace_scope(house.id):
        key = keyring.subject_key(talk.subject_id)
    placed(house, talk)
    with workspace_scope(house.id):
        draft = append.draft(
            workspace=house.id,
            key=key,
            conversation_id=talk.id,
            subject_id=talk.subject_id,
            client_id=uuid4(),
            text="Hi",
            note=False,
            author_kind="member",
            author_id=house.ada.row.id,
            sender_id=house.ada.row.id,
        )
        done = reading.fetch(append.APPEND, append.parameters(house.id, [draft], clock.now()))
        assert append.results(done)[0].outcome == "refused"
