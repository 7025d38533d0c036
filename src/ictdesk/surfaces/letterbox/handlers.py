"""Reacts to events: the first message of a conversation in the privacy inbox opens a case.

The privacy inbox is the one whose address is `privacy`. The clock counts from the moment the mail came, read or not.
"""

from ictdesk.desk.conversations import reading
from ictdesk.desk.conversations.models import Message
from ictdesk.kernel.actor import System
from ictdesk.kernel.errors import Conflict
from ictdesk.kernel.events.cursor import Seen
from ictdesk.kernel.events.readers import reader
from ictdesk.kernel.vault.keyring import Erased
from ictdesk.privacy.rights import commands
from ictdesk.privacy.rights.commands import Asked
from ictdesk.surfaces.letterbox import guessing

US = System("letterbox")
LOCAL = "privacy"


@reader("letterbox")
def open_cases(events: list[Seen]) -> None:
    """A letter that is a case already stays one; one that was erased meanwhile is none."""
    ids = {event.message_id for event in events if event.kind == "message_appended" and event.message_id}
    letters = Message.objects.filter(
        id__in=ids,
        seq=1,
        author_kind="contact",
        conversation__channel="mail",
        conversation__inbox__mail_local=LOCAL,
    )
    for letter in letters.select_related("conversation__contact").order_by("id"):
        try:
            _open(letter)
        except (Conflict, Erased):
            continue


def _open(letter: Message) -> None:
    conversation = letter.conversation
    contact = conversation.contact
    address = contact.identities.filter(kind="email", current=True).order_by("created_at").first()
    (shown,) = reading.messages_shown([letter.id])
    asked = Asked(
        channel="mail",
        rights=guessing.rights_in(conversation.subject, shown["body"]),
        words=shown["body"],
        name=contact.name,
        email=address.value if address else "",
        received_at=letter.created_at,
        message_id=letter.id,
    )
    commands.open_case(actor=US, asked=asked, people=[contact.subject_id])
