"""Ask to be let into a customer's workspace."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from ictdesk.desk.conversations.models import Conversation
from ictdesk.desk.people.queries import oneself
from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import Conflict, Invalid, NotAllowed
from ictdesk.kernel.lines import one_line
from ictdesk.kernel.tenancy.models import PROCESSOR, WorkspaceEntry
from ictdesk.kernel.tenancy.planes import CONTROL
from ictdesk.trust.access import rules, words
from ictdesk.trust.access.machine import ASKED_FOR, LONGEST, OPEN
from ictdesk.trust.access.models import AccessGrant, AccessRule, AccessStep
from ictdesk.trust.access.stepping import put_on_record, tell_other_side
from ictdesk.trust.access.vendor import must_be_here, standing_of

FRESH = timedelta(minutes=5)
"""So long ago at most they gave a code or used a passkey."""
INCIDENT = re.compile(r"^INC-[0-9]{1,10}$")
TICKET = re.compile(r"^[0-9]{1,15}$")


@dataclass(frozen=True, slots=True)
class Asked:
    """`reference`: the number of a ticket in the vendor's workspace, or of an incident (INC-7)."""

    workspace: str
    reference: str
    purpose: str
    words: str
    minutes: int
    writes: bool = False
    door: str = "desk"

    def fields(self) -> dict[str, object]:
        """For a row. Raises `Invalid`."""
        if self.purpose not in words.PURPOSES or self.door not in words.DOORS:
            raise Invalid("Say what it is for.")
        if not 1 <= self.minutes <= LONGEST:
            raise Invalid(f"A grant runs for 1 to {LONGEST} minutes.")
        said = one_line(self.words.replace("\0", "")).strip()
        if not said or len(said) > 200 or "@" in said:
            raise Invalid("Say what you will do in at most 200 characters, without addresses of people.")
        return {
            "reference": _reference(self.reference.strip().lstrip("#")),
            "purpose": self.purpose,
            "words": said,
            "minutes": self.minutes,
            "writes": self.writes,
            "door": self.door,
        }


@command(allow=rules.can_ask)
def ask_access(*, actor: Actor, asked: Asked, proved_at: datetime) -> AccessGrant:
    """Asks; another one on the register approves, and the customer too where it wants to be asked.

    Raises `NotAllowed` to whoever is not on the register or has not just proved who they are, `Invalid`, and `Conflict`
    while one for the same workspace is open.
    """
    must_be_here()
    standing_of(actor)
    if proved_at <= clock.now() - FRESH:
        raise NotAllowed("Give a code or use your passkey first.")
    me, fields = oneself(actor).user_id, asked.fields()
    entry = WorkspaceEntry.objects.filter(
        slug=asked.workspace.strip().lower(), role=PROCESSOR, state=""
    ).first()
    if entry is None:
        raise Invalid("No customer's workspace has this address.")
    with transaction.atomic(using=CONTROL):
        mine = AccessGrant.objects.select_for_update().filter(
            user_id=me, workspace_id=entry.id, door=asked.door
        )
        if (
            mine.filter(state__in=OPEN, asked_at__gt=clock.now() - ASKED_FOR)
            .exclude(ends_at__lte=clock.now())
            .exists()
        ):
            raise Conflict("You have a grant for this workspace that is open.")
        grant = AccessGrant.objects.create(
            workspace_id=entry.id,
            user_id=me,
            asked_at=clock.now(),
            needs_consent=AccessRule.objects.filter(workspace_id=entry.id, consent=True).exists(),
            **fields,
        )
        done = AccessStep.objects.create(grant=grant, act="ask", side="vendor", by=me, at=clock.now())
    put_on_record(actor, done)
    tell_other_side(done)
    return grant


def _reference(said: str) -> str:
    """Raises `Invalid` for a ticket that there is not."""
    if TICKET.match(said) and Conversation.objects.filter(number=int(said)).exists():
        return said
    if INCIDENT.match(said):
        return said
    raise Invalid("Name the ticket of your workspace by its number, or the incident, such as INC-7.")
