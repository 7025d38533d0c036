"""Objection (Art. 21 GDPR): absolute for marketing, weighed for the rest, and it outlives the person's data."""

import pytest

from ictdesk.desk.contacts import queries as contacts
from ictdesk.desk.imports.commands import lay_down
from ictdesk.kernel.audit.models import AuditRecord
from ictdesk.kernel.errors import AlreadySo, Conflict, Invalid
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.privacy.ledger.entries import Entry
from ictdesk.privacy.ledger.models import LedgerEntry
from ictdesk.privacy.objection import commands, repeating
from ictdesk.privacy.objection.asking import suppressed
from ictdesk.privacy.objection.models import Objection
from ictdesk.privacy.rights import commands as rights
from ictdesk.privacy.rights.commands import Asked, Decision
from ictdesk.privacy.rights.models import RightsLetter
from tests.isolation.plain import CASE
from tests.people.browsers import program, signed_in
from tests.privacy import bundles
from tests.privacy.erased import begun, finished
from tests.privacy.test_erasure_cases import asked, delivered
from tests.world import US, World

MARKETING, ANALYTICS = "marketing.communications.email", "analytics.reporting.content_performance"
SUPPORT = "essential.service.operations.support"
MAX = "max@mail.example"


def test_marketing_stops_at_once_and_nothing_else(world: World) -> None:
    house = world.acme
    talk = bundles.talk(house, "Hello")
    case = asked(house, talk, "objection")
    page = f"/desk/{house.slug}/privacy/{case.id}/"
    assert "Stop direct marketing now" in signed_in(house.noor).get(page).content.decode()
    with workspace_scope(house.id):
        assert not suppressed(MAX, MARKETING)
    signed_in(house.noor).post(f"{page}object/")
    with workspace_scope(house.id):
        assert suppressed(" MAX@mail.example", MARKETING), "in whatever way it is written"
        assert not suppressed(MAX, ANALYTICS), "the rest is weighed"
        assert not suppressed("bea@mail.example", MARKETING)
        assert AuditRecord.objects.filter(action="objection.kept", object_id=case.id).count() == 1
        with pytest.raises(AlreadySo):
            commands.object_to(actor=house.noor.actor, request=case, scope="marketing")
    held = program(house).get(f"/api/v1/contacts/{talk.contact_id}/page").json()["privacy"]
    assert held["objects"] == ["marketing"]
    with workspace_scope(world.globex.id):
        assert not suppressed(MAX, MARKETING), "another workspace's mail is another matter"


def test_the_rest_is_weighed_while_the_contract_goes_on(world: World) -> None:
    house = world.acme
    talk, other = bundles.talk(house, "Hello"), bundles.talk(house, "Hi", email="bea@mail.example")
    delivered(house, asked(house, talk, "objection"))
    refused, lead = asked(house, other, "objection"), house.noor.actor
    with workspace_scope(house.id):
        rights.sort_case(actor=lead, request=refused, rights=["objection"], people=[])
        rights.identify(actor=lead, request=refused, method="mailbox")
        rights.begin_work(actor=lead, request=refused)
        no = Decision("refused", "A21CompellingGrounds", "Without it nobody sees fraud.")
        rights.propose(actor=lead, request=refused, decisions={"objection": no})
        rights.read_too(actor=house.vera.actor, request=refused)
        rights.decide(actor=lead, request=refused)
        rights.deliver(actor=lead, request=refused)
        assert suppressed(MAX, ANALYTICS)
        assert suppressed(MAX, MARKETING)
        assert not suppressed(MAX, SUPPORT), "answers go on"
        assert not suppressed("bea@mail.example", ANALYTICS)
        with pytest.raises(KeyError):
            suppressed(MAX, "anything")


def test_it_outlives_an_erasure_and_an_import(world: World) -> None:
    house = world.acme
    talk = bundles.talk(house, "Hello")
    case = asked(house, talk, "objection")
    with workspace_scope(house.id):
        commands.object_to(actor=house.noor.actor, request=case, scope="marketing")
        rights.take_back(actor=house.noor.actor, request=case)
    run = finished(house.id, begun(house, talk))
    assert run.certificate is not None
    (stays,) = [one for one in run.certificate["stays"] if one["table"] == "objection"]
    assert "objection" in stays["why"], "the certificate says so"
    with workspace_scope(house.id):
        assert contacts.addressed_as(MAX) == []
        lay_down(actor=US, inbox=house.inbox, origin="zendesk", account="", cases=[CASE])
        (again,) = contacts.addressed_as(MAX)
        assert suppressed(MAX, MARKETING)
    held = program(house).get(f"/api/v1/contacts/{again.id}/page").json()["privacy"]
    assert held["objects"] == ["marketing"]


def test_a_restore_forgets_none(world: World) -> None:
    house = world.acme
    case = asked(house, bundles.talk(house, "Hello"), "objection")
    with workspace_scope(house.id):
        commands.object_to(actor=house.noor.actor, request=case, scope="marketing")
        entry = Entry.read(LedgerEntry.objects.get(kind="objection").line)
        assert repeating.look([entry]) == []
        Objection.objects.all().delete()
        assert repeating.look([entry]) == ["1 objections"], "older data would forget it"
        for _ in range(2):
            repeating.again([entry])
        assert repeating.look([entry]) == []
        assert Objection.objects.get().case_id == case.id
        assert suppressed(MAX, MARKETING)


def test_what_is_refused_changes_nothing(world: World) -> None:
    house, lead = world.acme, world.acme.noor.actor
    with workspace_scope(house.id):
        nobody = rights.open_case(actor=lead, asked=Asked("phone", ["objection"], name="Max"))
        with pytest.raises(Conflict):
            commands.object_to(actor=lead, request=nobody, scope="marketing")
        with pytest.raises(Invalid):
            commands.object_to(actor=lead, request=nobody, scope="sales")  # type: ignore[arg-type]
        assert not Objection.objects.exists()
        assert not LedgerEntry.objects.exists()


def test_only_who_is_known_takes_it_back_and_a_restore_brings_it_not_again(world: World) -> None:
    house, lead = world.acme, world.acme.noor.actor
    case = asked(house, bundles.talk(house, "Hello"), "objection")
    path = f"/api/v1/rights-requests/{case.id}/objections"
    made = program(house).post(path, {"scope": "marketing"}, content_type="application/json")
    assert [one["scope"] for one in made.json()["items"]] == ["marketing"]
    assert program(house).get(path).json() == made.json()
    assert program(house).delete(f"{path}/marketing").status_code == 403, "a member answers for it"
    with workspace_scope(house.id):
        with pytest.raises(Conflict, match="that it is them"):
            commands.withdraw_objection(actor=lead, request=case, scope="marketing")
        rights.sort_case(actor=lead, request=case, rights=["objection"], people=[])
        rights.identify(actor=lead, request=case, method="mailbox")
        with pytest.raises(Invalid):
            commands.withdraw_objection(actor=lead, request=case, scope="sales")  # type: ignore[arg-type]
        assert suppressed(MAX, MARKETING)
    client = signed_in(house.noor)
    client.defaults["HTTP_X_WORKSPACE"] = house.slug
    assert client.delete(f"{path}/marketing").status_code == 204
    with workspace_scope(house.id):
        assert not suppressed(MAX, MARKETING)
        with pytest.raises(AlreadySo):
            commands.withdraw_objection(actor=lead, request=case, scope="marketing")
        letter = RightsLetter.objects.get(request=case, kind="back_marketing")
        assert "no longer object to direct marketing" in letter.body
        assert f"/w/{house.slug}/privacy/ask" in letter.body
        assert AuditRecord.objects.filter(action="objection.withdrawn", object_id=case.id).count() == 1
        first, back = (Entry.read(row.line) for row in LedgerEntry.objects.order_by("sequence"))
        assert repeating.look([first]) == [], "that it is not kept is right"
        repeating.again([first])
        assert suppressed(MAX, MARKETING), "older data would bring it back"
        assert repeating.look_for_old([back]) == ["1 objections that were taken back"]
        for _ in range(2):
            repeating.forget_again([back])
        assert repeating.look_for_old([back]) == []
        commands.object_to(actor=lead, request=case, scope="marketing")
        repeating.forget_again([back])
        assert suppressed(MAX, MARKETING), "they may object again"
