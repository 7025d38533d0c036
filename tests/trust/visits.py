"""The vendor's people: an engineer on call, another one who approves, and ways into a customer's workspace."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from allauth.account.models import EmailAddress

from ictdesk.business.vendor.founding import found
from ictdesk.desk.people import commands as people
from ictdesk.desk.people.models import User
from ictdesk.kernel import clock
from ictdesk.kernel.actor import Member, Role
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.trust.access import commands, inside, words
from ictdesk.trust.access.commands.ask import Asked
from ictdesk.trust.access.models import AccessGrant
from tests.world import US, House, Person, hashed

WHY: dict[str, Any] = {
    "reference": "INC-7",
    "purpose": "support",
    "words": "Find out why an answer did not leave",
    "minutes": 30,
}


@dataclass(slots=True)
class Vendor:
    """The vendor's own workspace, with two of its people."""

    id: UUID
    slug: str
    people: dict[str, Person] = field(default_factory=dict)

    @property
    def eve(self) -> Person:
        """An engineer."""
        return self.people["eve"]

    @property
    def bob(self) -> Person:
        """Runs the workspace, and approves."""
        return self.people["bob"]

    def ask(self, house: House, **more: Any) -> AccessGrant:
        with workspace_scope(self.id):
            return commands.ask_access(
                actor=self.eve.actor,
                asked=Asked(workspace=house.slug, **{**WHY, **more}),
                proved_at=clock.now(),
            )

    def approve(self, grant: AccessGrant) -> AccessGrant:
        with workspace_scope(self.id):
            return commands.approve_access(actor=self.bob.actor, grant_id=grant.id)

    def enter(self, house: House, **more: Any) -> AccessGrant:
        """Asked, approved and begun."""
        return self.begin(self.approve(self.ask(house, **more)))

    def newest(self, house: House) -> AccessGrant:
        return AccessGrant.objects.filter(workspace_id=house.id).latest("asked_at")

    def begin(self, grant: AccessGrant) -> AccessGrant:
        return inside.begin(self.eve.row.user_id, grant.id)


def named(slug: str, key: str, name: str, role: Role) -> Person:
    """A new member of the vendor's workspace, which is in scope."""
    email = f"{key}-{uuid4().hex[:10]}@{slug}.example"
    row = people.add_member(actor=US, email=email, name=name, role=role)
    User.objects.filter(id=row.user_id).update(password=hashed())
    EmailAddress.objects.filter(user_id=row.user_id).update(verified=True)
    return Person(email, row, Member(row.id, role, name))


def make_vendor() -> Vendor:
    """Both are new, on the register, and have signed."""
    entry = found()
    made = Vendor(entry.id, entry.slug)
    day = clock.now().date() + timedelta(days=90)
    with workspace_scope(entry.id):
        made.people = {
            "eve": named(entry.slug, "eve", "Eve Moreau", "agent"),
            "bob": named(entry.slug, "bob", "Bob Lindt", "owner"),
        }
        for key, one in made.people.items():
            commands.name_on_call(actor=made.bob.actor, member=one.row, approves=key == "bob", review_on=day)
            commands.sign_undertaking(actor=one.actor, version=words.VERSION)
    return made
