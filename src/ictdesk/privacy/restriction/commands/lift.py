"""End a restriction."""

from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor, Member
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import AlreadySo, Conflict
from ictdesk.privacy.ledger.appending import append
from ictdesk.privacy.restriction import acting, rules
from ictdesk.privacy.restriction.models import RestrictedSubject, Restriction


@command(allow=rules.can_decide, while_ending=True)
def lift(*, actor: Actor, restriction: Restriction, agreed: bool = False) -> Restriction:
    """Their data is used again as before; what they wrote meanwhile appears.

    `agreed`: they were told and said that it may end now. Raises `Conflict` before they were told (Art. 18(3)) or while
    they may still answer, `AlreadySo`.
    """
    row: Restriction = Restriction.objects.select_for_update().find(id=restriction.id)
    if row.lifted_at is not None:
        raise AlreadySo
    if row.ends_at is None:
        raise Conflict("They must be told first that the restriction ends.")
    if clock.now() < row.ends_at and not agreed:
        raise Conflict("They may still answer to the letter.")
    subjects = RestrictedSubject.objects.filter(restriction=row).order_by("person_id")
    append(
        "restriction.lifted",
        subjects=list(subjects.values_list("person_id", flat=True)),
        facts={"restriction": str(row.id)},
    )
    row.lifted_at, row.lifted_by = clock.now(), actor.id if isinstance(actor, Member) else None
    row.save(update_fields=["lifted_at", "lifted_by"])
    acting.end(row)
    record(actor, "restriction.lifted", "rights_request", row.case_id, agreed=agreed)
    return row
