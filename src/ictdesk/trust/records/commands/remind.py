"""Note that somebody was reminded of an assessment that ends."""

from ictdesk.kernel.actor import Actor
from ictdesk.kernel.command import command
from ictdesk.trust.records import rules
from ictdesk.trust.records.models import InterestAssessment


@command(allow=rules.only_the_software)
def note_reminded(*, actor: Actor, assessment: InterestAssessment, days: int) -> bool:
    """False when another one did it meanwhile."""
    rows = InterestAssessment.objects.filter(id=assessment.id, reminded=assessment.reminded)
    return bool(rows.update(reminded=days))
