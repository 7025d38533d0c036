"""Who asks, and whose data it is: one address in several roles and workspaces, look-alikes, other devices, others' behalf."""

import re
from typing import get_args

import pytest
from django.test import Client

from ictdesk.desk.contacts import queries as contacts
from ictdesk.desk.contacts.commands import claim_email
from ictdesk.desk.contacts.models import Contact, Identity
from ictdesk.desk.conversations.models import Message
from ictdesk.desk.people import commands as people
from ictdesk.desk.people.models import Member as MemberRow
from ictdesk.desk.requesters import codes
from ictdesk.desk.requesters.models import AccessCode
from ictdesk.kernel.errors import Invalid
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.privacy.export.models import Bundle
from ictdesk.privacy.rights import commands
from ictdesk.privacy.rights.commands import Asked
from ictdesk.privacy.rights.models import RightsItem, RightsLetter, RightsRequest, RightsSubject
from ictdesk.privacy.rights.words import Requester
from tests.isolation.furnished import digest, furnish
from tests.people.browsers import signed_in
from tests.privacy import bundles
from tests.privacy.erased import begun, finished, is_gone
from tests.privacy.test_cases import LEAD
from tests.requesters.test_pages import a_browser
from tests.world import US, House, World


def asked(house: House, address: str, right: str = "access") -> tuple[Client, str, RightsRequest]:
    """Somebody asks by the public form: their browser, what its page says, and the case."""
    browser = a_browser()
    said = {"rights": [right], "name": "Max", "email": address}
    page = browser.post(f"/w/{house.slug}/privacy/ask", said).content.decode()
    with workspace_scope(house.id):
        return browser, page, RightsRequest.objects.order_by("-number").first()


def proved(house: House, address: str) -> RightsRequest:
    """The same, by whoever reads the mailbox of the address."""
    browser, page, row = asked(house, address)
    pair = re.search(r'name="pair" value="([^"]+)"', page)
    assert pair
    with workspace_scope(house.id):
        code = AccessCode.objects.order_by("-created_at").first()
        said = {"pair": pair[1], "ask": str(code.id), "code": codes.code_of(code)}
    assert browser.post(f"/w/{house.slug}/privacy/ask", said).status_code == 200
    with workspace_scope(house.id):
        row.refresh_from_db()
    return row


def about(house: House, row: RightsRequest) -> set[object]:
    with workspace_scope(house.id):
        return set(RightsSubject.objects.filter(request=row).values_list("person_id", flat=True))


def letters(house: House, row: RightsRequest) -> list[str]:
    with workspace_scope(house.id):
        return [one.body for one in RightsLetter.objects.filter(request=row).order_by("written_at")]


def test_a_member_here_is_a_customer_there_and_neither_is_told_of_the_other(world: World) -> None:
    acme, globex = world.acme, world.globex
    address = globex.hank.email
    furnish(globex)
    theirs = bundles.talk(acme, "It leaks", name="Hank", email=address)
    before = digest(globex)
    row, archive = bundles.whole(acme, [theirs.subject_id])
    words = bundles.text_of(archive)
    assert address in words
    words = words.replace(address, "")
    foreign = (globex.slug, str(globex.id), str(globex.hank.row.id), "Weber")
    assert not [one for one in foreign if one in words]
    with workspace_scope(acme.id):
        commands.deliver(actor=acme.noor.actor, request=row)
    finished(acme.id, begun(acme, theirs))
    assert digest(globex) == before, "not a byte of where they work"
    here = proved(globex, address)
    assert about(globex, here) == set(), "as a customer nobody knows them there"
    assert about(acme, row) == {theirs.subject_id}


def test_a_member_who_wrote_to_their_own_desk_is_two(world: World) -> None:
    acme, ada = world.acme, world.acme.ada
    theirs, other = (
        bundles.talk(acme, "My own kettle leaks", name="Ada", email=ada.email),
        acme.talk("Hello"),
    )
    said = acme.say(ada.actor, other, "We send a plumber")
    finished(acme.id, begun(acme, theirs))
    assert is_gone(acme, theirs)
    with workspace_scope(acme.id):
        written = Message.objects.get(id=said.id)
        assert (written.author_id, written.body) == (ada.row.id, "We send a plumber")
        assert MemberRow.objects.get(id=ada.row.id).active
    again = bundles.talk(acme, "It leaks again", name="Ada", email=ada.email)
    with workspace_scope(acme.id):
        people.deactivate_member(actor=acme.vera.actor, member=ada.row)
    assert acme.bodies(again) == ["It leaks again"]
    assert about(acme, proved(acme, ada.email)) == {again.subject_id}, "they go on as a customer"


@pytest.mark.parametrize(
    "alike",
    ["max+1@mail.example", "m.ax@mail.example", "m\u0430x@mail.example", "max@mail.example.evil.example"],
    ids=["plus", "dot", "Cyrillic", "longer"],
)
def test_a_look_alike_is_somebody_else(world: World, alike: str) -> None:
    acme = world.acme
    theirs = bundles.talk(acme, "It leaks")
    assert about(acme, proved(acme, "MAX@Mail.Example")) == {theirs.subject_id}, "it would be found"
    with workspace_scope(acme.id):
        assert contacts.subjects_addressed_as(alike) == []
        row = commands.open_case(actor=US, asked=Asked("mail", ["access"], email=alike))
    assert about(acme, row) == set()


def test_of_a_shared_mailbox_nothing_leaves_before_a_member_has_looked(world: World) -> None:
    """Both gave info@ as theirs. Who reads it has shown that much; whose threads are told a member decides."""
    acme = world.acme
    one = bundles.talk(acme, "Of Max alone", email="info@firm.example")
    other = bundles.talk(acme, "Of Bea alone", name="Bea Long", email="info@firm.example")
    row = proved(acme, "info@firm.example")
    assert about(acme, row) == {one.subject_id, other.subject_id}
    said = " ".join(letters(acme, row))
    assert (row.state, [word for word in ("alone", "Bea") if word in said]) == ("accepted", [])
    assert a_browser().get(f"/w/{acme.slug}/privacy/data/{row.id}").status_code == 404
    with workspace_scope(acme.id):
        assert not Bundle.objects.exists()
        page = signed_in(acme.noor).get(f"/desk/{acme.slug}/privacy/{row.id}/").content.decode()
    assert "Max" in page
    assert "Bea Long" in page, "whoever decides sees that they are two"


def test_a_former_address_is_an_alias(world: World) -> None:
    acme = world.acme
    theirs = bundles.talk(acme, "It leaks", email="max@old.example")
    stranger = bundles.talk(acme, "Hi", name="Bea", email="bea@mail.example")
    with workspace_scope(acme.id):
        contact: Contact = Contact.objects.get(id=theirs.contact_id)
        claim_email(actor=US, contact=contact, address="max@new.example")
        assert [one.value for one in Identity.objects.filter(contact=contact, current=True)] == [
            "max@new.example"
        ]
    for address in ("max@old.example", "max@new.example"):
        assert about(acme, proved(acme, address)) == {theirs.subject_id}
    assert about(acme, proved(acme, "bea@mail.example")) == {stranger.subject_id}


@pytest.mark.parametrize("who", get_args(Requester.__value__))
def test_who_asks_is_on_the_case_and_nothing_is_refused_by_itself(world: World, who: Requester) -> None:
    """Of an authority to ask a method is kept and no document; a child who asks alone is `self`, as anybody."""
    acme = world.acme
    theirs = bundles.talk(acme, "It leaks")
    with workspace_scope(acme.id):
        asked = Asked("post", ["access"], name="Mum", requester=who)
        row = commands.open_case(actor=acme.ada.actor, asked=asked, people=[theirs.subject_id])
        row = commands.sort_case(actor=LEAD, request=row, rights=row.rights, people=[])
        row = commands.ask_identity(actor=LEAD, request=row, doubt="You ask for somebody else")
        row = commands.identify(actor=LEAD, request=row, method="paper")
        assert (row.requester, row.identity, row.state, row.doubt) == (who, "paper", "accepted", "")
        assert not RightsItem.objects.filter(request=row).exclude(outcome="").exists()
    with workspace_scope(acme.id), pytest.raises(Invalid):
        commands.open_case(actor=US, asked=Asked("post", ["access"], requester="neighbour"))  # type: ignore[arg-type]
