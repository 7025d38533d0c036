"""A transcript holds what its customer could read, and goes to their own address alone."""

from typing import Any

import pytest
from django.test import Client

from ictdesk.desk.contacts import commands as contacts
from ictdesk.desk.conversations import commands as conversations
from ictdesk.desk.conversations.models import Conversation
from ictdesk.desk.mail import addresses, commands, transcripts
from ictdesk.desk.mail.models import Suppression, Transcript
from ictdesk.desk.workspaces import mail_names
from ictdesk.kernel import clock
from ictdesk.kernel.actor import Visitor
from ictdesk.kernel.errors import Conflict, Invalid, NotAllowed, TooManyRequests
from ictdesk.kernel.ids import new_id
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.vault import keyring
from tests.kernel.queue_of import jobs
from tests.mail.desk import MailDesk
from tests.mail.listener import Sink, part, plain
from tests.mail.test_returns import ARF, dsn
from tests.people.browsers import signed_in
from tests.requesters.test_pages import Person
from tests.world import US


@pytest.fixture
def thread(desk: MailDesk) -> Conversation:
    """Max asked, Ada noted and answered."""
    desk.write()
    (thread,) = desk.conversations()
    desk.house.say(desk.house.ada.actor, thread, "He is cross: be brief.", note=True)
    desk.house.say(desk.house.ada.actor, thread, "It comes on Friday.")
    return thread


def ask(desk: MailDesk, thread: Conversation, actor: Any = None) -> Transcript:
    with workspace_scope(desk.house.id):
        made: Transcript = commands.ask_transcript(actor=actor or desk.house.ada.actor, conversation=thread)
        return made


def row(desk: MailDesk, id_: Any) -> Transcript:
    with workspace_scope(desk.house.id):
        found: Transcript = Transcript.objects.find(id=id_)
        return found


def test_it_holds_what_the_customer_could_read(desk: MailDesk, thread: Conversation, sink: Sink) -> None:
    asked = ask(desk, thread)
    desk.house.say(desk.house.ada.actor, thread, "Written after it was asked for.")
    assert len(jobs(desk.house.id, "mail.transcript")) == 1
    transcripts.send(desk.house.id, asked.id)
    (mail,) = sink.mails
    assert mail["To"] == "max@mail.example"
    for said in (plain(mail), part(mail, "html")):
        assert "Where is my parcel?" in said
        assert "It comes on Friday." in said
        assert "Ada Okafor" in said
        for hidden in ("cross", desk.house.ada.email, "Written after"):
            assert hidden not in said
    assert row(desk, asked.id).state == "accepted"
    transcripts.send(desk.house.id, asked.id)
    assert len(sink.mails) == 1
    joined = desk.write(
        "Thank you", to=mail["Reply-To"].addresses[0].addr_spec, In_Reply_To=mail["Message-ID"]
    )
    assert (joined.conversation_id, joined.reason) == (thread.id, "")


def test_a_kill_between_two_steps_sends_the_same_mail_again_and_no_other(
    desk: MailDesk, thread: Conversation, sink: Sink
) -> None:
    asked = ask(desk, thread)
    sink.answers = ["451 busy"]
    transcripts.send(desk.house.id, asked.id)
    waits = row(desk, asked.id)
    assert (waits.state, waits.attempts, waits.due_at > clock.now()) == ("queued", 1, True)
    with workspace_scope(desk.house.id):
        transcripts.begin(asked.id)  # and killed here
        Transcript.objects.update(due_at=clock.now())
        assert transcripts.run_due() == 1
    transcripts.send(desk.house.id, asked.id)
    assert [one["Message-ID"] for one in sink.mails] == [f"<t.{sink.mails[0]['Message-ID'][3:]}"]


def test_a_refusal_is_told_to_the_team(desk: MailDesk, thread: Conversation, sink: Sink) -> None:
    sink.answers = ["554 we do not want it"]
    asked = ask(desk, thread)
    transcripts.send(desk.house.id, asked.id)
    note = desk.messages(thread)[-1]
    assert (note["kind"], "Transcript" in note["body"]) == ("note", True)


def test_three_in_a_day_and_not_without_an_address(desk: MailDesk, thread: Conversation) -> None:
    for _ in range(3):
        ask(desk, thread)
    with pytest.raises(TooManyRequests):
        ask(desk, thread)
    with pytest.raises(Conflict):
        ask(desk, desk.house.talk())


def test_nobody_asks_for_anothers(desk: MailDesk, thread: Conversation) -> None:
    other = desk.house.talk()
    stranger = Visitor(new_id(), other.contact_id, other.id)
    for actor in (stranger, desk.house.iris.actor):
        with pytest.raises(NotAllowed):
            ask(desk, thread, actor)
    assert ask(desk, thread, Visitor(new_id(), thread.contact_id, thread.id)).contact_id == thread.contact_id


def test_an_erased_person_gets_none(desk: MailDesk, thread: Conversation, sink: Sink) -> None:
    asked = ask(desk, thread)
    with workspace_scope(desk.house.id):
        keyring.destroy(thread.subject_id)
    transcripts.send(desk.house.id, asked.id)
    assert sink.mails == []


def test_by_the_agents_browser_and_by_the_requesters_page(desk: MailDesk) -> None:
    person = Person(desk.house)
    person.ask()
    (ticket,) = person.tickets()
    client: Client = signed_in(desk.house.ada)
    client.defaults["HTTP_X_WORKSPACE"] = desk.house.slug
    path = f"/api/v1/conversations/{ticket.id}/transcript"
    assert client.post(path, {}, content_type="application/json").json()["state"] == "queued"
    page = f"{person.list_path}/{ticket.id}/transcript"
    person.browser.post(page)
    with workspace_scope(desk.house.id):
        assert Transcript.objects.count() == 1, "nobody without a code"
    person.enter()
    answer: Any = person.browser.post(page, follow=True)
    assert b"on its way" in answer.content
    with workspace_scope(desk.house.id):
        assert Transcript.objects.count() == 2
        other = conversations.start_for(
            actor=desk.house.ada.actor,
            inbox=desk.house.inbox,
            contact=contacts.make_contact(actor=US, name="Lea"),
            client_id=new_id(),
            text="Hello",
            ticket=True,
        )[0]
    assert person.browser.post(f"{person.list_path}/{other.id}/transcript").status_code == 404


@pytest.mark.parametrize(
    ("raw", "said"), [(dsn(), "came back"), (ARF, "unwanted")], ids=["bounce", "complaint"]
)
def test_one_that_comes_back_is_no_ticket(
    desk: MailDesk, thread: Conversation, sink: Sink, raw: bytes, said: str
) -> None:
    asked = ask(desk, thread)
    transcripts.send(desk.house.id, asked.id)
    assert sink.mails[-1]["From"].addresses[0].addr_spec == desk.address
    for _ in range(2):
        desk.listener.send(raw, to=sink.senders[-1], sender="")
        desk.take_in()
    assert len(desk.conversations()) == 1
    assert row(desk, asked.id).state == "failed"
    assert [said in one["body"] for one in desk.messages(thread)][-2:] == [False, True]
    with workspace_scope(desk.house.id):
        assert Suppression.objects.count() == 1
    again = ask(desk, thread)
    transcripts.send(desk.house.id, again.id)
    assert row(desk, again.id).reason == "suppressed"


def test_an_address_of_a_transcript_that_nobody_made_silences_nobody(
    desk: MailDesk, thread: Conversation, sink: Sink
) -> None:
    asked = ask(desk, thread)
    transcripts.send(desk.house.id, asked.id)
    local, _, host = sink.senders[-1].partition("@")
    assert local.startswith("t.")
    forged = f"{local[:-1]}{'a' if local[-1] != 'a' else 'b'}@{host}"
    as_answer = f"b{local[1:]}@{host}"
    for to in (forged, as_answer):
        desk.listener.send(dsn(), to=to, sender="")
        desk.take_in()
    assert row(desk, asked.id).state == "accepted"
    with workspace_scope(desk.house.id):
        assert not Suppression.objects.exists()
    assert len(desk.conversations()) > 1, "shown as mails that stand apart"


@pytest.mark.parametrize("beginning", addresses.MADE)
def test_no_inbox_has_an_address_like_those_that_the_desk_makes(beginning: str) -> None:
    with pytest.raises(Invalid, match="kept for the desk"):
        mail_names.clean_local(f"{beginning}support")
