"""Say what stands below one's own mails."""

from ictdesk.desk.people import rules
from ictdesk.desk.people.models import Member
from ictdesk.desk.workspaces.placeholders import clean_body
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import Invalid

LONGEST = 600
MOST_LINES = 10


@command(allow=rules.is_self)
def set_signature(*, actor: Actor, member: Member, signature: str) -> Member:
    """Keeps it; empty for one's name and the workspace's. Raises `Invalid`, also for an unknown placeholder."""
    signature = clean_body("\n".join(line.rstrip() for line in signature.strip().splitlines()))
    if len(signature) > LONGEST or signature.count("\n") >= MOST_LINES:
        raise Invalid(f"A signature has at most {MOST_LINES} lines and {LONGEST} characters.")
    fresh: Member = Member.objects.select_for_update().find(id=member.id, active=True)
    fresh.signature = signature
    fresh.save(update_fields=["signature"])
    record(actor, "member.set_signature", "member", fresh.id)
    return fresh
