"""A request about a customer's end user that reached the vendor: passed on at once, answered by nobody here, and no oracle."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.core import mail

from ictdesk.business.vendor import forwarding, jobs
from ictdesk.kernel.audit.models import AuditRecord
from ictdesk.kernel.errors import Invalid
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.tenancy.models import WorkspaceEntry
from ictdesk.privacy.rights import commands
from ictdesk.privacy.rights import jobs as letters
from ictdesk.privacy.rights.models import RightsLetter, RightsRequest
from tests.endings.asked import asked
from tests.kernel.queue_of import jobs as queued
from tests.people.browsers import browser, signed_in
from tests.world import House, World

WORDS = "Please delete everything you have about me."


@pytest.fixture
def acme(world: World) -> House:
    return world.acme


def ask(desk: str, address: str) -> str:
    """By the site's form; what the page says, without the number of the ticket."""
    said = {"client_id": str(uuid4()), "about": "privacy", "desk": desk, "name": "Max", "text": WORDS}
    answer = browser().post("/contact", said | {"email": address})
    assert answer.status_code == 200, answer.content
    page = answer.content.decode()
    return "".join(one for one in page if not one.isdigit())


def case_of(vendor: WorkspaceEntry, address: str) -> RightsRequest:
    with workspace_scope(vendor.id):
        found: list[RightsRequest] = list(RightsRequest.objects.order_by("-number"))
        return next(one for one in found if one.email == address)


def kinds(vendor: WorkspaceEntry, row: RightsRequest) -> list[str]:
    with workspace_scope(vendor.id):
        return list(
            RightsLetter.objects.filter(request=row).order_by("written_at").values_list("kind", flat=True)
        )


def run(vendor: WorkspaceEntry, row: RightsRequest, house: House) -> None:
    jobs.forward(str(vendor.id), str(row.id), str(house.id))


def theirs(house: House) -> list[RightsRequest]:
    with workspace_scope(house.id):
        return list(RightsRequest.objects.order_by("number"))


def test_it_is_their_case_from_the_vendors_receipt_on(vendor: WorkspaceEntry, acme: House) -> None:
    address = f"max-{uuid4().hex}@mail.example"
    ask(acme.slug, address)
    row = case_of(vendor, address)
    assert [one for one in queued(vendor.id, "vendor.forward") if str(row.id) in str(one)]
    run(vendor, row, acme)
    (made,) = theirs(acme)
    assert (made.received_at, made.due_on, made.rights) == (row.received_at, row.due_on, row.rights)
    with workspace_scope(acme.id):
        assert (made.email, made.words) == (address, WORDS)
    (told,) = [one for one in mail.outbox if acme.noor.email in one.to]
    assert f"/desk/{acme.slug}/privacy/{made.id}/" in told.body
    assert address not in told.body
    assert WORDS not in told.body
    row = case_of(vendor, address)
    assert row.state == "forwarded"
    with workspace_scope(vendor.id):
        assert AuditRecord.objects.filter(action="rights.forwarded", object_id=row.id).exists()
        letter = RightsLetter.objects.get(request=row, kind="forwarded")
        body = letter.body
    assert f"It is {acme.slug.capitalize()}: {settings.ICTDESK_BASE_URL}/w/{acme.slug}/privacy/ask" in body
    letters.send_letter(str(vendor.id), str(letter.id))
    assert mail.outbox[-1].to == [address]


def test_passed_on_twice_it_is_one_case(vendor: WorkspaceEntry, acme: House) -> None:
    """Also when the machine died between the two workspaces."""
    address = f"max-{uuid4().hex}@mail.example"
    ask(acme.slug, address)
    row = case_of(vendor, address)
    run(vendor, row, acme)
    with workspace_scope(vendor.id):
        RightsRequest.objects.filter(id=row.id).update(state="received")
    run(vendor, row, acme)
    run(vendor, row, acme)
    assert len(theirs(acme)) == 1
    assert case_of(vendor, address).state == "forwarded"


def test_nobody_learns_of_desks_or_people(vendor: WorkspaceEntry, acme: House) -> None:
    """The page says the same for a desk that is there and one that is not, and nobody is looked up."""
    acme.talk("Hello")
    pages = {}
    for desk in (acme.slug, f"none-{uuid4().hex[:8]}", vendor.slug):
        address = f"max-{uuid4().hex}@mail.example"
        pages[desk] = ask(desk, address)
        expected = ["received"] if desk == acme.slug else ["received", "which"]
        assert kinds(vendor, case_of(vendor, address)) == expected
    assert len(set(pages.values())) == 1


def test_a_member_of_the_vendor_passes_on_and_nobody_else(vendor: WorkspaceEntry, world: World) -> None:
    address = f"max-{uuid4().hex}@mail.example"
    ask("", address)
    row = case_of(vendor, address)
    with workspace_scope(vendor.id):
        with pytest.raises(Invalid, match="No workspace"):
            forwarding.pass_to(row, "never-was")
        forwarding.pass_to(row, world.acme.slug)
    assert [one for one in queued(vendor.id, "vendor.forward") if str(row.id) in str(one)]
    hank = signed_in(world.globex.hank)
    own = opened(world.globex)
    where = f"/desk/{world.globex.slug}/privacy/{own}/pass_to/"
    for desk in (world.acme.slug, "never-was"):
        assert hank.post(where, {"desk": desk}, follow=True).content.decode().count("nothing here, or") == 1
    assert queued(world.globex.id, "vendor.forward") == []


def opened(house: House) -> UUID:
    with workspace_scope(house.id):
        made: Any = commands.open_case(actor=forwarding.US, asked=commands.Asked("form", ["access"]))
        return UUID(str(made.id))


def test_a_desk_that_ends_takes_it_still(vendor: WorkspaceEntry, acme: House) -> None:
    address = f"max-{uuid4().hex}@mail.example"
    ask(acme.slug, address)
    asked(acme)
    run(vendor, case_of(vendor, address), acme)
    assert len(theirs(acme)) == 1
