"""The cast. Acme: Vera owns it, Ada and Grace answer, Noor guards privacy, Iris only looks; Max writes.

Globex is the neighbour who must never see any of it: Hank owns it, and Gil writes there.
"""

from dataclasses import dataclass, field
from functools import cache
from uuid import UUID, uuid4

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from ictdesk.desk.conversations import commands, queries
from ictdesk.desk.conversations.append import Appended
from ictdesk.desk.conversations.models import Conversation, VisitorSession
from ictdesk.desk.people import commands as people
from ictdesk.desk.people.models import Member as MemberRow
from ictdesk.desk.people.models import User
from ictdesk.desk.workspaces import commands as workspaces
from ictdesk.desk.workspaces.models import Inbox
from ictdesk.kernel.actor import Actor, Member, Role, System, Visitor
from ictdesk.kernel.tenancy import workspace_scope

ORIGIN = "https://shop.example"
PASSWORD = "correct horse battery"
US = System("tests")


@dataclass(slots=True)
class Person:
    """A member, and how they sign in."""

    email: str
    row: MemberRow
    actor: Member


@dataclass(slots=True)
class Guest:
    """A visitor's session with its token."""

    session: VisitorSession
    token: str

    @property
    def actor(self) -> Visitor:
        return Visitor(self.session.id, self.session.contact_id, self.session.conversation_id)


@dataclass(slots=True)
class House:
    """One workspace."""

    id: UUID
    slug: str
    inbox: Inbox
    people: dict[str, Person] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Person:
        try:
            return self.people[name]
        except KeyError:
            raise AttributeError(name) from None

    def guest(self) -> Guest:
        """Somebody opens the widget."""
        with workspace_scope(self.id):
            return Guest(*commands.open_session(inbox=self.inbox, locale="en"))

    def write(
        self, guest: Guest, text: str, *, client_id: UUID | None = None, name: str = ""
    ) -> Conversation:
        """The guest writes a message."""
        with workspace_scope(self.id):
            conversation, _ = commands.start(
                actor=guest.actor, session=guest.session, client_id=client_id or uuid4(), text=text, name=name
            )
            guest.session.refresh_from_db()
        return conversation

    def talk(self, *texts: str, name: str = "Max") -> Conversation:
        """A new guest's conversation with these messages."""
        guest = self.guest()
        return [self.write(guest, text, name=name) for text in texts or ("Hello",)][-1]

    def say(self, who: Actor, conversation: Conversation, text: str, *, note: bool = False) -> Appended:
        """A member answers, or notes."""
        verb = commands.note if note else commands.reply
        with workspace_scope(self.id):
            return verb(actor=who, conversation=conversation, client_id=uuid4(), text=text)

    def bodies(self, conversation: Conversation) -> list[str]:
        """Everything that was written, in order."""
        return self.bodies_of(conversation.id)

    def bodies_of(self, conversation_id: UUID | str) -> list[str]:
        with workspace_scope(self.id):
            page = queries.messages_page(actor=US, conversation_id=UUID(str(conversation_id)))
        return [message["body"] for message in page["items"]]


@dataclass(slots=True)
class World:
    acme: House
    globex: House


ACME: dict[str, tuple[str, Role]] = {
    "vera": ("Vera Lind", "owner"),
    "ada": ("Ada Okafor", "agent"),
    "grace": ("Grace Ng", "agent"),
    "noor": ("Noor Haddad", "privacy_officer"),
    "iris": ("Iris Blom", "viewer"),
}
GLOBEX: dict[str, tuple[str, Role]] = {"hank": ("Hank Weber", "owner")}


@cache
def hashed() -> str:
    """The password as it is stored; Argon2 takes its time, so it is hashed once."""
    return make_password(PASSWORD)


def make_world() -> World:
    """Makes both workspaces under new addresses."""
    mark = uuid4().hex[:10]
    return World(make_house(f"acme-{mark}", ACME), make_house(f"globex-{mark}", GLOBEX))


def make_house(slug: str, cast: dict[str, tuple[str, Role]], *, origin: str = ORIGIN) -> House:
    """Makes a workspace with one chat inbox and its members."""
    entry = workspaces.found_workspace(slug=slug, name=slug.capitalize())
    with workspace_scope(entry.id):
        workspaces.publish_notice(actor=US, text="We keep what you write as long as we need it.")
        house = House(
            entry.id, slug, workspaces.make_inbox(actor=US, name="Website", allowed_origins=[origin])
        )
        for key, (name, role) in cast.items():
            email = f"{key}@{slug}.example"
            row = people.add_member(actor=US, email=email, name=name, role=role)
            User.objects.filter(id=row.user_id).update(password=hashed())
            EmailAddress.objects.filter(user_id=row.user_id).update(verified=True)
            house.people[key] = Person(email, row, Member(row.id, role, name))
    return house
