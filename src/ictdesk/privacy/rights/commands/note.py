"""What the jobs of this room note."""

from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.command import command
from ictdesk.privacy.rights import rules
from ictdesk.privacy.rights.models import RightsLetter, RightsRequest


@command(allow=rules.only_the_software, while_ending=True)
def note_sent(*, actor: Actor, letter: RightsLetter) -> None:
    """A letter has left."""
    RightsLetter.objects.filter(id=letter.id, sent_at__isnull=True).update(sent_at=clock.now())


@command(allow=rules.only_the_software, while_ending=True)
def note_warned(*, actor: Actor, request: RightsRequest, days: int) -> None:
    """The leads were told how many days are left."""
    RightsRequest.objects.filter(id=request.id).update(warned=days)
