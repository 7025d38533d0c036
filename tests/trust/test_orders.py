"""Orders of authorities: nothing is handed out around the checks and the second person, and the customer hears of it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail as outbox
from hypothesis import given
from hypothesis import settings as tries
from hypothesis import strategies as st

from ictdesk.kernel import clock
from ictdesk.kernel.audit.models import AuditRecord
from ictdesk.kernel.errors import AlreadySo, Conflict, Invalid, NotAllowed, NotFound
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.trust.orders import commands, jobs, queries, states
from ictdesk.trust.orders.commands.handle import Order
from ictdesk.trust.orders.models import LawfulOrder
from ictdesk.trust.orders.states import Checked
from tests.requesters.test_pages import a_browser
from tests.trust.visits import Vendor, make_vendor
from tests.world import House, World

VALID = Checked(authentic=True, competent=True, based=True, narrow=True, foreign=False)
SCOPE = "Times of two sign-ins of one account, in March"


@pytest.fixture(scope="module")
def vendor() -> Vendor:
    return make_vendor()


class Desk:
    """What the vendor's people do with one order."""

    def __init__(self, vendor: Vendor, house: House | None, **more: Any) -> None:
        self.vendor = vendor
        said: dict[str, Any] = {
            "authority": "District court",
            "country": "IE",
            "law": "Criminal Procedure Act, 5",
            "asks": "Sign-ins",
        }
        order = Order(received_at=clock.now(), workspace=house.slug if house else "", **said, **more)
        self.row: LawfulOrder = self.act(commands.receive_order, order=order, new=True)

    def act(self, command: Any, *, by: str = "bob", new: bool = False, **said: Any) -> LawfulOrder:
        named = {} if new else {"order_id": self.row.id}
        with workspace_scope(self.vendor.id):
            actor = self.vendor.people[by].actor
            made: LawfulOrder = command(actor=replace(actor, role="owner"), **named, **said)
        return made

    def check(self, checked: Checked = VALID) -> LawfulOrder:
        return self.act(commands.check_order, checked=checked, scope=SCOPE)


@given(
    moves=st.lists(st.sampled_from(["check", "agree", "disclose", "refuse"]), max_size=8),
    checked=st.none() | st.builds(Checked, *[st.booleans()] * 5),
    settled=st.booleans(),
)
@tries(max_examples=30)
def test_nothing_is_handed_out_around_the_checks(
    moves: list[str], checked: Checked | None, settled: bool
) -> None:
    state, done = "received", []
    for move in moves:
        try:
            state = states.step(state, move, checked=checked, settled=settled)
        except (Conflict, Invalid):
            continue
        done.append(move)
    if "disclose" in done:
        assert settled
        assert checked is not None
        assert not checked.lacks
        assert done[-2:] == ["agree", "disclose"]
        assert "check" in done


def test_a_foreign_order_alone_opens_nothing(vendor: Vendor, world: World) -> None:
    """Hard case 67; Art. 48 GDPR."""
    desk = Desk(vendor, world.acme)
    desk.check(replace(VALID, foreign=True))
    with pytest.raises(Conflict):
        desk.act(commands.agree_to_order, by="eve")
    desk.check(replace(VALID, foreign=True, agreement="Mutual legal assistance treaty, 2003"))
    assert desk.act(commands.agree_to_order, by="eve").state == "agreed"


def test_a_second_person_agrees_and_the_customer_is_told_before_anything_leaves(
    vendor: Vendor, world: World
) -> None:
    acme = world.acme
    desk = Desk(vendor, acme)
    with pytest.raises(Conflict):
        desk.act(commands.agree_to_order, by="eve")
    desk.check()
    with pytest.raises(NotAllowed):
        desk.act(commands.agree_to_order)
    desk.act(commands.agree_to_order, by="eve")
    with pytest.raises(Invalid, match="customer is told first"):
        desk.act(commands.disclose_order)
    desk.act(commands.tell_of_order)
    with pytest.raises(AlreadySo):
        desk.act(commands.tell_of_order)
    jobs.tell(str(vendor.id), str(desk.row.id))
    mail = outbox.outbox[-1]
    assert acme.noor.email in mail.to
    assert SCOPE in mail.body
    with workspace_scope(acme.id):
        assert [one.id for one in queries.about_us(acme.noor.actor)] == [desk.row.id]
        assert AuditRecord.objects.filter(action="order.told", object_id=desk.row.id).count() == 1
    with workspace_scope(world.globex.id):
        assert queries.about_us(world.globex.hank.actor) == []
    assert desk.act(commands.disclose_order).state == "disclosed"
    with pytest.raises(Conflict):
        desk.act(commands.refuse_order, reason="Too late")


def test_a_bar_has_a_law_and_an_end_and_then_the_customer_hears(
    vendor: Vendor, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    acme, today = world.acme, clock.now().date()
    desk = Desk(vendor, acme)
    wrongs: tuple[dict[str, Any], ...] = (
        {"bar": "", "barred_until": today + timedelta(days=9)},
        {"bar": "Act", "barred_until": today},
    )
    for wrong in wrongs:
        with pytest.raises(Invalid):
            desk.act(commands.bar_telling, **wrong)
    desk.act(commands.bar_telling, bar="Secrecy of Inquiries Act, 9", barred_until=today + timedelta(days=30))
    with pytest.raises(Conflict):
        desk.act(commands.tell_of_order)
    with workspace_scope(acme.id):
        assert queries.about_us(acme.noor.actor) == []
    before = len(outbox.outbox)
    jobs.watch(str(vendor.id))
    assert [one for one in outbox.outbox[before:] if acme.noor.email in one.to] == []
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=31))
    for _ in range(2):
        jobs.watch(str(vendor.id))
    assert len([one for one in outbox.outbox[before:] if acme.noor.email in one.to]) == 1


def test_what_is_refused_is_counted_and_everybody_reads_the_figures(vendor: Vendor, world: World) -> None:
    desk = Desk(vendor, None, urgent=True)
    before = next(one for one in queries.figures() if one.year == clock.now().year)
    desk.act(commands.refuse_order, reason="It names no law.")
    after = next(one for one in queries.figures() if one.year == before.year)
    assert (after.received, after.refused, after.open) == (
        before.received,
        before.refused + 1,
        before.open - 1,
    )
    page = a_browser().get("/orders").content.decode()
    assert f"<h2>{before.year}</h2>" in page
    assert "District court" not in page
    assert world.acme.slug not in page


def test_only_the_vendor_handles_orders(vendor: Vendor, world: World) -> None:
    desk = Desk(vendor, world.acme)
    acts: list[tuple[Any, dict[str, Any]]] = [
        (commands.check_order, {"checked": VALID, "scope": SCOPE}),
        (commands.agree_to_order, {}),
        (commands.tell_of_order, {}),
        (commands.bar_telling, {"bar": "Act", "barred_until": clock.now().date() + timedelta(days=2)}),
        (commands.disclose_order, {}),
        (commands.refuse_order, {"reason": "No"}),
    ]
    for command, said in acts:
        with workspace_scope(world.acme.id), pytest.raises(NotFound):
            command(actor=world.acme.vera.actor, order_id=desk.row.id, **said)
    desk.row.refresh_from_db()
    assert (desk.row.state, desk.row.told_at) == ("received", None)
