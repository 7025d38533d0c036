"""The question has left."""

from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.command import command
from ictdesk.privacy.consent import rules
from ictdesk.privacy.consent.models import ConsentQuestion


@command(allow=rules.only_the_software, while_ending=True)
def note_asked(*, actor: Actor, question: ConsentQuestion) -> None:
    ConsentQuestion.objects.filter(id=question.id, sent_at=None).update(sent_at=clock.now())
