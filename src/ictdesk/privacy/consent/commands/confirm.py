"""The owner of the mailbox says yes."""

from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import AlreadySo, Conflict, NotFound
from ictdesk.kernel.vault import keyring
from ictdesk.privacy.consent import events, rules, saying, tokens
from ictdesk.privacy.consent.agreeing import agreed
from ictdesk.privacy.consent.models import ConsentEvent, ConsentQuestion
from ictdesk.privacy.consent.saying import Said
from ictdesk.privacy.consent.words import ALLOWS, State


@command(allow=rules.only_the_software, while_ending=True)
def confirm(*, actor: Actor, token: str) -> ConsentEvent:
    """Makes the answer to a question a yes, with the question as its proof; the address is forgotten with it.

    A second time it is the same yes. Raises `NotFound` for a token that is not ours or too old, and `Conflict` when
    the words were replaced, or the person said no since.
    """
    asked: ConsentEvent = ConsentEvent.objects.select_related("purpose").find(id=tokens.question_of(token))
    held = events.state_of(bytes(asked.digest), asked.purpose)
    done: ConsentEvent | None = ConsentEvent.objects.filter(proof=asked).first()
    if done is not None:
        raise AlreadySo
    question = ConsentQuestion.objects.filter(event=asked, ends_at__gt=clock.now()).first()
    if question is None:
        raise NotFound
    if held is not None and held.fence_at is not None and held.fence_at > asked.at:
        raise Conflict("You said no since. Ask again if you changed your mind.")
    said = Said("mail", asked.version, asked.language, asked.place, gpc=asked.gpc)
    fields = saying.checked(asked.purpose, said, agrees=True)
    word: State = "renewed" if held is not None and held.state in ALLOWS else "given"
    made = events.add(bytes(asked.digest), asked.purpose, word, proof=asked, **fields)
    agreed(asked.purpose, question.address)
    keyring.destroy(question.subject_id)
    question.delete()
    record(actor, "consent.confirm", "consent_purpose", asked.purpose_id, how="mail")
    return made
