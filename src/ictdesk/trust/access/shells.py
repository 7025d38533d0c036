"""A prompt on the running desk: under a grant, or in an emergency that the vendor's lead hears of at once."""

from datetime import timedelta
from uuid import UUID

from django.core.mail import EmailMessage

from ictdesk.desk.people.models import User
from ictdesk.kernel import clock
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.errors import Invalid, NotFound
from ictdesk.kernel.lines import one_line
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.tenancy.models import CONTROLLER, WorkspaceEntry
from ictdesk.trust.access import inside, letters
from ictdesk.trust.access.machine import LONGEST
from ictdesk.trust.access.models import AccessGrant, AccessStep
from ictdesk.trust.access.stepping import course_of, put_on_record
from ictdesk.trust.access.vendor import must_stand
from ictdesk.trust.access.visiting import engineer_of

EMERGENCY = "EMERGENCY"


def begin(grant_id: UUID) -> AccessGrant:
    """Begins one that was asked for a shell and approved. Raises as `inside.begin`."""
    found = AccessGrant.objects.filter(id=grant_id, door="shell").first()
    if found is None:
        raise NotFound("There is no grant for a shell with this id.")
    return inside.begin(found.user_id, found.id, "shell")


def begin_emergency(address: str, words: str) -> tuple[AccessGrant, EmailMessage | None]:
    """Without a second person, for an hour: on record before the prompt, with the mail to the vendor's lead, which is to be sent now.

    Raises `NotAllowed` to whoever is not on the register, and `Invalid` without a reason.
    """
    user = User.objects.filter(email=address.strip().casefold()).first()
    if user is None:
        raise NotFound("Nobody has an account with this address.")
    must_stand(user.id)
    said = one_line(words)
    if not said or len(said) > 200 or "@" in said:
        raise Invalid("Say why in at most 200 characters, without addresses of people.")
    vendor, now = WorkspaceEntry.find(role=CONTROLLER), clock.now()
    with workspace_scope(vendor.id):
        grant = AccessGrant.objects.create(
            workspace_id=vendor.id,
            door="shell",
            user_id=user.id,
            reference=EMERGENCY,
            purpose="incident",
            words=said,
            writes=True,
            minutes=LONGEST,
            state="running",
            asked_at=now,
            started_at=now,
            ends_at=now + timedelta(minutes=LONGEST),
        )
        step = AccessStep.objects.create(grant=grant, act="emergency", side="vendor", by=user.id, at=now)
        put_on_record(engineer_of(grant), step)
        return grant, letters.begun(grant)


def runs(grant_id: UUID) -> bool:
    """Whether it still does: it may have been ended elsewhere."""
    found = AccessGrant.objects.filter(id=grant_id).first()
    return found is not None and course_of(found).at(clock.now()) == "running"


def close(grant_id: UUID, *, transcript: str, size: int) -> None:
    """Puts the SHA-256 of what was typed and shown on record, in bytes of `size`, and ends it if it runs."""
    grant = AccessGrant.objects.get(id=grant_id)
    vendor = WorkspaceEntry.find(role=CONTROLLER)
    for side in {vendor.id, grant.workspace_id}:
        with workspace_scope(side):
            record(
                engineer_of(grant),
                "access.transcript",
                "access_grant",
                grant.id,
                sha256=transcript,
                size=size,
            )
    if runs(grant_id):
        inside.leave(grant.user_id, grant_id)
