"""The vendor's incident room, as the tests of breaches work in it."""

from datetime import timedelta
from typing import Any

from django.core import mail as outbox

from ictdesk.kernel import clock
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.trust.breaches import commands, counting, exposure, jobs, telling
from ictdesk.trust.breaches.models import BreachCount, BreachIncident, BreachNotice, SecurityContact
from tests.trust.visits import Vendor
from tests.world import House

FACTS: dict[str, Any] = {
    "nature": "A log file lay open.",
    "consequences": "Somebody may have read it.",
    "measures": "It was closed.",
}


class Room:
    """What the vendor does in it."""

    def __init__(self, vendor: Vendor, *, rehearsal: bool = False) -> None:
        self.vendor = vendor
        self.row: BreachIncident = self.run(
            commands.open_incident,
            name="A log lay open",
            kinds=["ConfidentialityBreach"],
            detected_at=clock.now() - timedelta(hours=2),
            rehearsal=rehearsal,
        )

    def run(self, command: Any, **said: Any) -> Any:
        with workspace_scope(self.vendor.id):
            return command(actor=self.vendor.bob.actor, **said)

    def act(self, command: Any, **said: Any) -> Any:
        made = self.run(command, incident_id=self.row.id, **said)
        self.row.refresh_from_db()
        return made

    def aware(self, **facts: Any) -> None:
        self.act(commands.declare_aware, aware_at=clock.now() - timedelta(hours=1))
        self.describe(**facts)

    def describe(self, **facts: Any) -> None:
        said = {"kinds": ["ConfidentialityBreach"], "severity": "medium"}
        self.act(commands.describe_incident, described=FACTS | facts, **said)

    def expose(self, *houses: House, **more: Any) -> None:
        self.act(commands.add_exposure, exposed={"workspaces": [one.slug for one in houses], **more})
        jobs.count(str(self.vendor.id), str(self.row.id))

    def freeze(self) -> list[BreachNotice]:
        made: list[BreachNotice] = self.act(commands.freeze_notices)
        return made

    def tell(self) -> list[Any]:
        """The mails that go out."""
        before = len(outbox.outbox)
        jobs.tell(str(self.vendor.id))
        return [one for one in outbox.outbox[before:] if f"{self.row} v" in one.subject]

    def count_of(self, house: House) -> BreachCount:
        return BreachCount.objects.get(incident=self.row, workspace_id=house.id)


def contact_of(house: House | Vendor, address: str, who: Any) -> SecurityContact:
    """Named and confirmed by the mailed link."""
    with workspace_scope(house.id):
        row = commands.name_security_contact(actor=who, address=address)
        return commands.verify_security_contact(actor=telling.US, contact=row)


def counted(house: House, **said: Any) -> counting.Counted:
    with workspace_scope(house.id):
        return counting.count([exposure.read(said)])
