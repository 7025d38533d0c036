"""The same person asks the vendor by the contact page, by mail and in the chat: one case, from the first of them."""

from uuid import uuid4

from ictdesk.business.vendor import queries
from ictdesk.business.vendor.founding import found
from ictdesk.desk.conversations import commands as conversations
from ictdesk.desk.mail import jobs
from ictdesk.desk.mail.models import ReceivedMail
from ictdesk.desk.workspaces import queries as desks
from ictdesk.kernel.actor import Visitor
from ictdesk.kernel.events import readers
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.privacy.rights import commands
from ictdesk.privacy.rights.models import RightsRequest
from ictdesk.surfaces.realtime import own_data
from ictdesk.surfaces.realtime.own_data import AskPrivacy
from ictdesk.surfaces.realtime.visitors import Session
from tests.mail.listener import Listener
from tests.requesters.test_pages import a_browser
from tests.world import US


def cases(address: str) -> list[RightsRequest]:
    with workspace_scope(found().id):
        readers.run("letterbox")
        return [row for row in RightsRequest.objects.order_by("received_at") if row.email == address]


def by_mail(listener: Listener, address: str) -> None:
    mail = (
        f"From: Pia <{address}>\r\nTo: {queries.privacy()}\r\nSubject: My data\r\n"
        f"Message-ID: <{uuid4().hex}@mail.example>\r\n\r\nPlease delete my data.\r\n"
    )
    listener.send(mail.encode(), to=queries.privacy())
    with workspace_scope(found().id):
        waiting = [str(one.id) for one in ReceivedMail.objects.filter(conversation=None)]
    for one in waiting:
        with workspace_scope(found().id):
            jobs.take_in(one)


def by_form(address: str) -> None:
    said = {"about": "privacy", "name": "Pia", "email": address, "text": "What do you keep about me?"}
    assert a_browser().post("/contact", said | {"client_id": str(uuid4())}).status_code == 200


def in_the_chat(address: str) -> None:
    with workspace_scope(found().id):
        session, _token = conversations.open_session(inbox=desks.first_inbox(), locale="en")
        conversation, _ = conversations.start(
            actor=Visitor(session.id, None, None),
            session=session,
            client_id=uuid4(),
            text="Hello",
            name="Pia",
            email=address,
        )
        known = Session(
            session.id,
            session.workspace_id,
            conversation.contact_id,
            conversation.id,
            conversation.subject_id,
            frozenset(),
            session.expires_at,
        )
        own_data.ask(known, AskPrivacy(rights=["portability"]))


def test_three_ways_are_one_case_from_the_first_of_them(listener: Listener) -> None:
    found()
    address = f"pia-{uuid4().hex[:10]}@mail.example"
    by_mail(listener, address)
    by_form(address)
    in_the_chat(address)
    three = cases(address)
    assert [one.channel for one in three] == ["mail", "form", "chat"]
    first = three[0].received_at
    with workspace_scope(found().id):
        kept = three[1]
        commands.join_cases(actor=US, request=three[0], into=kept)
        commands.join_cases(actor=US, request=three[2], into=kept)
    with workspace_scope(found().id):
        one = RightsRequest.objects.get(id=kept.id)
        assert one.received_at == first
        assert one.rights == ["access", "erasure", "portability"]
        states = {row.state for row in RightsRequest.objects.filter(merged_into=one)}
        assert states == {"merged"}
