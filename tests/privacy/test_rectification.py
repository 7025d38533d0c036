"""What is wrong is made right everywhere, and stood differently only for the case."""

from typing import Any

import pytest

from ictdesk.desk.contacts import queries as contacts
from ictdesk.desk.contacts.models import Contact, Identity
from ictdesk.kernel.datamap.persons import person_of
from ictdesk.kernel.errors import AlreadySo, Conflict, Invalid, NotAllowed, NotFound
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.vault import keyring
from ictdesk.privacy.ledger.models import LedgerEntry
from ictdesk.privacy.rectification import commands, places
from ictdesk.privacy.rectification.models import Correction
from ictdesk.privacy.rectification.places import Place
from tests.privacy import bundles
from tests.world import World


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
