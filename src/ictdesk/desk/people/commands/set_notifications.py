"""Say how one wants to be told of what comes."""

from collections.abc import Sequence

from ictdesk.desk.people import notifying, rules
from ictdesk.desk.people.models import Member
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command


@command(allow=rules.is_self)
def set_notifications(
    *, actor: Actor, member: Member, shown: bool, heard: bool, events: Sequence[str]
) -> Member:
    """Keeps all of it with the member, for every device. Saying the same again is saying it. Raises `Invalid`."""
    fresh: Member = Member.objects.select_for_update().find(id=member.id, active=True)
    fresh.notify = {"shown": shown, "heard": heard, "events": notifying.clean_events(events)}
    fresh.save(update_fields=["notify"])
    record(actor, "member.set_notifications", "member", fresh.id)
    return fresh
