"""Say how often one wants to be mailed."""

from zoneinfo import available_timezones

from ictdesk.desk.digests import rules
from ictdesk.desk.digests.models import DigestChoice, DigestItem
from ictdesk.desk.digests.times import OFTEN, next_after
from ictdesk.desk.people.models import Member
from ictdesk.kernel import clock, purposes
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import Invalid


@command(allow=rules.is_self)
def set_digest(*, actor: Actor, member: Member, often: str, hour: int, zone: str) -> DigestChoice:
    """From here on; what waits goes with the next one, or is forgotten with `never`. Raises `Invalid`, `PurposeOff`."""
    if often != "never":
        purposes.ask("digests")
    if often not in OFTEN:
        raise Invalid(f"A digest comes {', '.join(OFTEN)}.")
    if not 0 <= hour <= 23:
        raise Invalid("An hour is a number from 0 to 23.")
    if zone not in available_timezones():
        raise Invalid("This time zone is not known.")
    fresh: Member = Member.objects.select_for_update(no_key=True).find(id=member.id, active=True)
    row = DigestChoice.objects.filter(member=fresh).first() or DigestChoice(member=fresh)
    row.often, row.hour, row.zone = often, hour, zone
    row.next_at = next_after(clock.now(), often, hour, zone)
    row.save()
    if often == "never":
        DigestItem.objects.filter(member=fresh, digest=None).delete()
    record(actor, "member.set_digest", "member", fresh.id)
    return row
