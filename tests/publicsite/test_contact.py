"""What somebody writes on the site arrives in the vendor's workspace: as a ticket, and with a clock where it needs one."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail

from ictdesk.desk.conversations.models import Conversation
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.tenancy.models import WorkspaceEntry
from ictdesk.privacy.consent import jobs as consent_jobs
from ictdesk.privacy.consent.models import ConsentEvent, ConsentQuestion
from ictdesk.privacy.rights.models import RightsRequest
from tests.requesters.test_pages import a_browser


def new_address() -> str:
    return f"p{uuid4().hex[:12]}@mail.example"


def write(email: str, path: str = "/contact", **said: str) -> Any:
    form = {
        "client_id": str(uuid4()),
        "about": "question",
        "name": "Pia",
        "email": email,
        "text": f"Is it open? {email}",
    }
    return a_browser().post(path, form | said)


def tickets(vendor: WorkspaceEntry, email: str) -> list[Conversation]:
    """Of whoever claimed this address."""
    with workspace_scope(vendor.id):
        rows = Conversation.objects.filter(channel="form").select_related("type", "contact")
        return [
            row for row in rows.order_by("number") if email in [i.value for i in row.contact.identities.all()]
        ]


def cases(vendor: WorkspaceEntry, email: str) -> list[RightsRequest]:
    with workspace_scope(vendor.id):
        return [row for row in RightsRequest.objects.order_by("number") if row.email == email]


@pytest.mark.parametrize(
    ("about", "kind"), [("question", None), ("sales", "Sales"), ("agreement", "Agreement")]
)
def test_a_message_is_a_ticket_of_its_type(vendor: WorkspaceEntry, about: str, kind: str | None) -> None:
    email = new_address()
    page = write(email, about=about)
    (ticket,) = tickets(vendor, email)
    assert (page.status_code, f"number {ticket.number}" in page.content.decode()) == (200, True)
    assert (ticket.type.name if ticket.type else None) == kind
    assert cases(vendor, email) == []


def test_sent_twice_it_is_one(vendor: WorkspaceEntry) -> None:
    email, same = new_address(), str(uuid4())
    for _ in range(2):
        assert write(email, about="privacy", client_id=same).status_code == 200
    assert len(tickets(vendor, email)) == len(cases(vendor, email)) == 1


def test_two_people_who_see_the_form_never_share_its_id(vendor: WorkspaceEntry) -> None:
    """The id tells a repeat from another message: a cache that kept the page would lose the second one."""
    pages = [a_browser().get("/contact") for _ in range(2)]
    ids = [re.findall(r'name="client_id" value="([0-9a-f-]+)"', page.content.decode()) for page in pages]
    assert len({one for found in ids for one in found}) == 2
    assert {page["Cache-Control"] for page in pages} == {"no-store"}
    addresses = [new_address(), new_address()]
    for address, (one,) in zip(addresses, ids, strict=True):
        assert write(address, client_id=one).status_code == 200
    assert [len(tickets(vendor, address)) for address in addresses] == [1, 1]


def test_what_is_about_ones_data_has_a_clock(vendor: WorkspaceEntry) -> None:
    email = new_address()
    write(email, about="privacy", text="Please delete my messages.")
    (ticket,) = tickets(vendor, email)
    (case,) = cases(vendor, email)
    assert case.rights == ["erasure"]
    assert (case.channel, case.state, case.received_at) == ("form", "received", ticket.created_at)
    assert case.due_on > case.received_at.date()
    with workspace_scope(vendor.id):
        assert case.message_id == ticket.messages.get().id


def test_an_agreement_is_asked_for(vendor: WorkspaceEntry) -> None:
    email = new_address()
    said = {"company": "Kettles Ltd", "place": "Cork", "workspace": "kettles"}
    assert write(email, "/agreement", **said).status_code == 200
    (ticket,) = tickets(vendor, email)
    assert ticket.type
    assert ticket.type.name == "Agreement"


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"email": "nobody"}, "valid email"),
        ({"text": ""}, "required"),
        ({"about": "weather"}, "not one of the available choices"),
        ({"website": "http://spam.example"}, "leave it empty"),
        ({"text": "x" * 16_001}, "at most 16000"),
    ],
)
def test_a_slip_is_named_and_nothing_is_made(
    vendor: WorkspaceEntry, wrong: dict[str, str], says: str
) -> None:
    email = new_address()
    page = write(**{"email": email} | wrong)
    assert (page.status_code, says in page.content.decode()) == (422, True)
    assert tickets(vendor, email) == []


def test_another_website_cannot_send_it(vendor: WorkspaceEntry) -> None:
    email = new_address()
    form = {"client_id": str(uuid4()), "about": "question", "name": "P", "email": email, "text": "Hi"}
    other = a_browser(headers={"Sec-Fetch-Site": "cross-site"}).post("/contact", form)
    assert (other.status_code, tickets(vendor, email)) == (403, [])
    assert a_browser(headers={"Sec-Fetch-Site": "same-origin"}).post("/contact", form).status_code == 200
    assert len(tickets(vendor, email)) == 1


def test_it_can_be_sent_so_often(vendor: WorkspaceEntry) -> None:
    browser = a_browser()
    form = {"about": "question", "name": "P", "email": "nobody", "text": "Hi"}
    answers = [browser.post("/contact", form | {"client_id": str(uuid4())}) for _ in range(11)]
    assert [one.status_code for one in answers] == [422] * 10 + [429]
    assert answers[-1]["Retry-After"] == "60"


def asked(vendor: WorkspaceEntry) -> dict[str, ConsentQuestion]:
    with workspace_scope(vendor.id):
        return {row.address: row for row in ConsentQuestion.objects.select_related("event")}


def test_the_newsletter_asks_the_mailbox_first(vendor: WorkspaceEntry) -> None:
    email = new_address()
    page = a_browser(headers={"Sec-GPC": "1"}).post(
        "/newsletter", {"client_id": str(uuid4()), "email": email}
    )
    assert (page.status_code, "Look into your mailbox" in page.content.decode()) == (200, True)
    question = asked(vendor)[email]
    assert (question.event.state, question.event.place, question.event.gpc) == (
        "requested",
        "site/newsletter",
        True,
    )
    before = len(mail.outbox)
    consent_jobs.ask(str(vendor.id), str(question.id))
    (letter,) = mail.outbox[before:]
    link = re.search(r"/w/\S+/agree/\S+", str(letter.body))
    assert link
    browser = a_browser()
    assert browser.get(link[0]).status_code == 200
    with workspace_scope(vendor.id):
        events = ConsentEvent.objects.filter(digest=question.digest)
        assert [one.state for one in events] == ["requested"]
    assert browser.post(link[0]).status_code == 200
    with workspace_scope(vendor.id):
        assert [one.state for one in events.order_by("at", "id").all()] == ["requested", "given"]


def test_a_mailbox_that_was_asked_enough_is_told_apart_by_nobody(vendor: WorkspaceEntry) -> None:
    email = new_address()
    pages = [a_browser().post("/newsletter", {"client_id": str(uuid4()), "email": email}) for _ in range(4)]
    assert {page.status_code for page in pages} == {200}
    assert len({page.content for page in pages}) == 1
    with workspace_scope(vendor.id):
        digest = asked(vendor)[email].digest
        assert ConsentQuestion.objects.filter(digest=digest).count() == 3
