"""Max wrote twice as a stranger; the tests put him together."""

from typing import Any

from django.db import connections

from ictdesk.desk.contacts import commands as contacts
from ictdesk.desk.contacts.models import ContactMerge
from ictdesk.desk.conversations import commands
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.tenancy.guard import cell_tables
from tests.world import US, House

UNTOLD = {"event", "audit_record", "contact_merge"}
"""What a merge and its undoing leave behind."""


MAPPED: dict[str, Any] = {
    "category": "user.content.private.custom",
    "source": "ours",
    "purpose": "essential.service.operations.support",
}


class Pair:
    """Max wrote twice as a stranger: at the office, and from home."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.office = house.talk("The kettle leaks", name="Max Muster")
        self.guest = house.guest()
        self.home = house.write(self.guest, "It is the blue kettle", name="Maxi")
        with workspace_scope(house.id):
            for conversation, address in (
                (self.office, "max@office.example"),
                (self.home, "max@home.example"),
            ):
                commands.introduce(actor=US, contact=conversation.contact, email=address)
            commands.add_identity(
                actor=US, contact=self.home.contact, kind="email", value="max@office.example"
            )
            for key in ("plan", "city"):
                contacts.define_attribute(actor=US, key=key, label=key.title(), kind="text", **MAPPED)
            commands.set_attributes(actor=US, contact=self.office.contact, values={"plan": "Gold"})
            commands.set_attributes(
                actor=US, contact=self.home.contact, values={"plan": "Silver", "city": "Multan"}
            )

    def merge(self) -> ContactMerge:
        with workspace_scope(self.house.id):
            return commands.merge_contacts(
                actor=self.house.ada.actor, source=self.home.contact, target=self.office.contact
            )

    def undo(self, merge: ContactMerge) -> None:
        with workspace_scope(self.house.id):
            commands.undo_merge(actor=self.house.ada.actor, merge=merge)


def rows(house: House) -> dict[str, list[str]]:
    """Every row but what the merge itself leaves, without the counts of changes."""
    found: dict[str, list[str]] = {}
    with workspace_scope(house.id) as scope, connections[scope.alias].cursor() as cursor:
        for table in sorted(cell_tables() - UNTOLD):
            cursor.execute(f"select (to_jsonb(t) - 'version')::text from {table} t order by 1")
            found[table] = [row[0] for row in cursor.fetchall()]
    return found
