"""What a check stands on: the workspaces of the installation, and two canaries that the software made to try itself.

Canaries hold nobody's data. They have a role of their own in the directory, so that no plan, bill, notice or count of
customers knows them; whoever looks at the directory sees what they are.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from ictdesk.desk.conversations import commands as chat
from ictdesk.desk.conversations.models import Conversation
from ictdesk.desk.people.models import Member as MemberRow
from ictdesk.desk.workspaces import commands as workspaces
from ictdesk.desk.workspaces.models import Inbox
from ictdesk.kernel.actor import Member, System, Visitor
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.tenancy.models import CANARY, CONTROLLER, WorkspaceEntry
from ictdesk.kernel.vault import keyring
from ictdesk.privacy.erasure import commands as erasure
from ictdesk.privacy.erasure import running

US = System("promises")
KEEPER = Member(UUID("6f1d2c34-0000-4000-8000-63616e617279"), "owner", "canary")
"""Acts where the law wants a member: a row in each canary, to which no account belongs, so that nobody can sign in as it."""
NAMES = ("canary-one", "canary-two")


@dataclass(frozen=True)
class Ground:
    """`workspaces`: which are looked at; a test, or whoever asks about one, says fewer."""

    workspaces: tuple[UUID, ...]
    vendor: UUID | None = None

    @cached_property
    def canary(self) -> UUID:
        return canary(NAMES[0])

    @cached_property
    def customers(self) -> tuple[UUID, ...]:
        """Without the canaries, whom anybody may write to and nobody answers."""
        return tuple(one for one in self.workspaces if one not in (self.canary, self.neighbour))

    @cached_property
    def neighbour(self) -> UUID:
        """The other canary, who must never see anything of the first."""
        return canary(NAMES[1])


def ground() -> Ground:
    """Everything: each workspace that has not ended."""
    rows = WorkspaceEntry.objects.exclude(state="ended").order_by("id")
    found = list(rows.values_list("id", "role"))
    vendor = next((id_ for id_, role in found if role == CONTROLLER), None)
    return Ground(tuple(id_ for id_, _role in found), vendor)


def canary(slug: str) -> UUID:
    """Makes it the first time. Raises `Conflict` where a customer has its address."""
    entry, _made = WorkspaceEntry.objects.get_or_create(slug=slug, defaults={"region": "eu", "role": CANARY})
    if _made or entry.role != CANARY:
        workspaces.found_workspace(slug=slug, name=slug)
    with workspace_scope(entry.id):
        if not Inbox.objects.exists():
            workspaces.publish_notice(actor=US, text="Nobody writes here: the desk tries itself.")
            workspaces.make_inbox(actor=US, name="Canary", allowed_origins=[])
        if not MemberRow.objects.filter(id=KEEPER.id).exists():
            said = {"id": KEEPER.id, "user_id": KEEPER.id, "name": "Canary", "role": KEEPER.role}
            MemberRow.objects.create(subject_id=keyring.new_subject(), **said)
    return entry.id


@dataclass(frozen=True, slots=True)
class Bird:
    """Somebody who never was: a person in a canary, with what they wrote."""

    workspace: UUID
    talk: Conversation
    mark: str
    """A word that stands in everything that they gave, and nowhere else."""

    @property
    def address(self) -> str:
        return f"{self.mark}@canary.invalid"


def write(workspace: UUID, text: str = "") -> Bird:
    """A new person writes, by the ways of the product. To be called outside a scope."""
    mark = f"zq{uuid4().hex[:14]}"
    with workspace_scope(workspace):
        session, _token = chat.open_session(inbox=Inbox.objects.order_by("id")[0], locale="en")
        said: dict[str, Any] = {"text": f"{mark} {text}".strip(), "name": f"Bird {mark}"}
        talk, _ = chat.start(
            actor=Visitor(session.id, None, None),
            session=session,
            client_id=uuid4(),
            email=f"{mark}@canary.invalid",
            **said,
        )
    return Bird(workspace, talk, mark)


@contextmanager
def bird(workspace: UUID, text: str = "") -> Iterator[Bird]:
    """Somebody for as long as a check needs them; then they are erased, as anybody is."""
    made = write(workspace, text)
    try:
        yield made
    finally:
        erase(made)


@contextmanager
def sketch(workspace: UUID, text: str = "") -> Iterator[Bird]:
    """Somebody in a transaction that comes to nothing: nobody outside of the block ever sees them."""
    with workspace_scope(workspace) as scope, transaction.atomic(using=scope.alias):
        yield write(workspace, text)
        transaction.set_rollback(True, using=scope.alias)


def erase(one: Bird) -> UUID:
    """Begins the erasure and does all of it that can be done at once; its job does the rest."""
    with workspace_scope(one.workspace):
        run = erasure.erase(actor=US, subjects=[one.talk.subject_id])
    running.finish(one.workspace, run.id)
    return run.id
