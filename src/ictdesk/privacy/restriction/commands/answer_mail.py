"""Tell a restricted person who wrote by mail that it is kept and read by nobody."""

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

from ictdesk.kernel import clock, restricting
from ictdesk.kernel.actor import Actor, System
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.privacy.restriction import queries, rules
from ictdesk.privacy.rights import letters, moving
from ictdesk.privacy.rights.models import RightsLetter, RightsRequest

US = System("restriction")
EACH_IN = timedelta(days=7)
"""RFC 3834 asks that nobody is answered by a program again and again."""


@command(allow=rules.only_the_software, door="rights", while_ending=True)
def answer_mail(
    *, actor: Actor, people: Collection[UUID], address: str, message_id: str
) -> RightsLetter | None:
    """Writes to the address, in the case by which these keys' person is restricted; nothing if they were told within a week.

    Nothing either where an older database does not know the case any more.
    """
    cases = [row.case_id for row in queries.standing(people)]
    known: RightsRequest | None = RightsRequest.objects.filter(id__in=cases).order_by("number").first()
    if known is None:
        return None
    case = moving.held(known)
    told = RightsLetter.objects.filter(request__in=cases, kind="kept")
    if told.filter(written_at__gt=clock.now() - EACH_IN).exists():
        return None
    letter = letters.write(case, "kept", address=address, replies_to=message_id)
    record(actor, "restriction.mail_answered", "rights_request", case.id)
    return letter


def _came(subject: UUID, address: str, message_id: str) -> None:
    answer_mail(actor=US, people=[subject], address=address, message_id=message_id)


restricting.at_mail(_came)
