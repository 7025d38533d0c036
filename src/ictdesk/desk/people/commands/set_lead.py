"""Name the data protection lead."""

from ictdesk.desk.people import rules
from ictdesk.desk.people.models import Member
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import Invalid
from ictdesk.kernel.instructing import Alters


@command(allow=rules.can_name_lead, while_ending=True, alters=Alters("members", (Member,)))
def set_lead(*, actor: Actor, member: Member | None, officer: bool = False) -> Member | None:
    """One member agrees to every answer and gets the warnings; None: everybody who may.

    `officer`: they are the data protection officer (Art. 37 GDPR). Raises `Invalid` for one who may not answer people.
    """
    if member is not None and (not member.active or not rules.may_lead(member)):
        raise Invalid("The lead is an owner, an admin or a privacy officer.")
    Member.objects.exclude(lead="").update(lead="")
    if member is not None:
        member = Member.objects.select_for_update().find(id=member.id)
        member.lead = "dpo" if officer else "lead"
        member.save(update_fields=["lead"])
    record(actor, "member.set_lead", "member", member.id if member else None, officer=officer)
    return member
