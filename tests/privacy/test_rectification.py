"""What is wrong is made right everywhere, and stood differently only for the case."""

from typing import Any

import pytest

from ictdesk.desk.contacts import queries as contacts
from ictdesk.desk.contacts.models import Contact, Identity
from ictdesk.desk.conversations import commands as chat
from ictdesk.desk.conversations.models import Message
from ictdesk.kernel.datamap.persons import person_of
from ictdesk.kernel.errors import AlreadySo, Conflict, Invalid, NotAllowed, NotFound
from ictdesk.kernel.guards import Restricted
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.vault import keyring
from ictdesk.privacy.erasure.models import ErasureRun
from ictdesk.privacy.holds.commands import lift_hold, place_hold
from ictdesk.privacy.ledger import gate
from ictdesk.privacy.ledger.chain import Chain
from ictdesk.privacy.ledger.models import LedgerEntry
from ictdesk.privacy.rectification import commands, places, repeating
from ictdesk.privacy.rectification.models import Correction
from ictdesk.privacy.rectification.places import Place
from ictdesk.privacy.rights import commands as rights
from ictdesk.privacy.rights.commands import Decision
from tests.privacy import bundles
from tests.privacy.test_holds import soon
from tests.world import US, World

PARTLY = Decision("partly", "A17LegalClaims", "The thread stays until the claim is settled.")


def place(row: Any, column: str) -> Place:
    return Place(row._meta.db_table, row.id, column)


def test_the_right_value_is_everywhere(world: World) -> None:
    acme = world.acme
    theirs = bundles.talk(acme, "It leaks", name="Mux")
    row = bundles.case(acme, [theirs.subject_id], "rectification", "access")
    with workspace_scope(acme.id):
        lead = acme.noor.actor
        contact, address = Contact.objects.get(), Identity.objects.get()
        commands.correct(actor=lead, request=row, place=place(contact, "name"), value="Max")
        commands.correct(actor=lead, request=row, place=place(address, "value"), value="Max@mail.example.org")
        contact.refresh_from_db()
        assert contact.name == "Max"
        assert contacts.addressed_as("max@mail.example.org") == [contact]
        assert contacts.addressed_as("max@mail.example") == []
        assert [one.former for one in Correction.objects.order_by("corrected_at")] == [
            "Mux",
            "max@mail.example",
        ]
        entries = LedgerEntry.objects.filter(kind="rectification")
        assert entries.count() == 2
        with pytest.raises(AlreadySo):
            commands.correct(actor=lead, request=row, place=place(contact, "name"), value="Max")
        keyring.destroy(theirs.subject_id)
        with pytest.raises(keyring.Erased):
            Correction.objects.first().former  # noqa: B018 - it is opened when it is read
    assert acme.id not in {gap.workspace for gap in gate.gaps()}, (
        "what was refused puts no desk behind its ledger"
    )


def test_what_is_refused_changes_nothing(world: World) -> None:
    acme = world.acme
    theirs, other = (
        bundles.talk(acme, "It leaks"),
        bundles.talk(acme, "Hi", name="Bea", email="bea@mail.example"),
    )
    row = bundles.case(acme, [theirs.subject_id], "rectification")
    without = bundles.case(acme, [theirs.subject_id], "access")
    with workspace_scope(acme.id):
        lead = acme.noor.actor
        mine = Contact.objects.get(id=theirs.contact_id)
        address = Identity.objects.get(contact=mine)
        foreign = Contact.objects.get(id=other.contact_id)
        tries: list[tuple[Any, Any, Place, str, type[Exception]]] = [
            (acme.ada.actor, row, place(mine, "name"), "Maxi", NotAllowed),
            (lead, without, place(mine, "name"), "Maxi", Conflict),
            (lead, row, place(foreign, "name"), "Maxi", NotFound),
            (lead, row, place(mine, "locale"), "de", NotFound),
            (lead, row, place(address, "value"), "no address", Invalid),
        ]
        for actor, case, where, value, error in tries:
            with pytest.raises(error):
                commands.correct(actor=actor, request=case, place=where, value=value)
        assert Correction.objects.count() == 0
        shown = [one.value for one in places.held(person_of(subjects=[theirs.subject_id]))]
        assert sorted(shown) == ["Max", "max@mail.example"]


def test_only_the_value_that_is_to_go_goes(world: World) -> None:
    acme = world.acme
    theirs = bundles.talk(acme, "It leaks", email="max@mail.example")
    row = bundles.case(acme, [theirs.subject_id], "erasure", "rectification")
    lead = acme.noor.actor
    with workspace_scope(acme.id):
        contact = Contact.objects.get()
        chat.add_identity(actor=US, contact=contact, kind="phone", value="+353 1 234 5678")
        number = Identity.objects.get(kind="phone")
        where = place(number, "value")
        commands.correct(actor=lead, request=row, place=where, value="+353 1 234 5679")
        commands.erase_value(actor=lead, request=row, place=where)
        assert not Identity.objects.filter(kind="phone").exists()
        assert not Correction.objects.exists(), "what stood there before goes too"
        assert [one.value for one in Identity.objects.all()] == ["max@mail.example"]
        assert Contact.objects.get().name == "Max"
        rights.propose(actor=lead, request=row, decisions={"erasure": PARTLY, "rectification": bundles.DONE})
        row = rights.read_too(actor=acme.vera.actor, request=row)
        rights.deliver(actor=lead, request=rights.decide(actor=lead, request=row))
        assert not ErasureRun.objects.exists()
    assert acme.bodies(theirs) == ["It leaks"], "the thread stays"
    entries = [one for one in Chain(acme.id).entries() if one.kind == "erasure.value"]
    with workspace_scope(acme.id):  # as after a restore: the row is there again
        number._state.adding = True
        number.save()
        repeating.delete_again(entries)
        repeating.delete_again(entries)
        assert not Identity.objects.filter(kind="phone").exists()


def test_no_value_goes_without_a_case_that_asks_for_it_or_under_a_hold(world: World) -> None:
    acme = world.acme
    theirs = bundles.talk(acme, "It leaks", email="max@mail.example")
    without = bundles.case(acme, [theirs.subject_id], "rectification")
    row = bundles.case(acme, [theirs.subject_id], "erasure")
    lead = acme.noor.actor
    with workspace_scope(acme.id):
        address, message = Identity.objects.get(), Message.objects.get()
        hold = place_hold(
            actor=lead, subjects=[theirs.subject_id], kind="legal_claim", reason="Sued", review_on=soon()
        )
        tries: list[tuple[Any, Any, Place, type[Exception]]] = [
            (acme.ada.actor, row, place(address, "value"), NotAllowed),
            (lead, without, place(address, "value"), Conflict),
            (lead, row, place(message, "body"), NotFound),
            (lead, row, place(address, "value"), Restricted),
        ]
        for actor, case, where, error in tries:
            with pytest.raises(error):
                commands.erase_value(actor=actor, request=case, place=where)
        assert Identity.objects.exists()
        assert not LedgerEntry.objects.filter(kind="erasure.value").exists()
        lift_hold(actor=lead, hold=hold)
        commands.erase_value(actor=lead, request=row, place=place(address, "value"))
        assert not Identity.objects.exists()
