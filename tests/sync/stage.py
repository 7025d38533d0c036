"""One workspace with a few conversations in it, and the cast's own verbs."""

import io
from dataclasses import dataclass
from uuid import UUID, uuid4

from PIL import Image

from ictdesk.desk.contacts.models import Contact
from ictdesk.desk.conversations import commands
from ictdesk.desk.conversations.models import Conversation, Message, VisitorSession
from ictdesk.kernel.actor import Actor, Visitor
from ictdesk.kernel.tenancy import workspace_scope
from tests.realtime.client import Desk, Guest
from tests.world import House


@dataclass
class Stage:
    """What a case acts on. Max has two conversations, one of them by chat; Ada answered there and made a note."""

    desk: Desk
    guest: Guest
    newcomer: Guest
    chat: Conversation
    other: Conversation
    answer: Message
    note: Message

    @property
    def house(self) -> House:
        return self.desk.house

    @property
    def ada(self) -> Actor:
        return self.house.ada.actor

    @property
    def contact(self) -> Contact:
        found: Contact = Contact.objects.find(id=self.chat.contact_id)
        return found

    def contact_of_guest(self) -> Contact:
        """Who the guest's session was made for, merged or not."""
        found: Contact = Contact.objects.find(id=self.visitor(self.guest).contact_id)
        return found

    def session(self, guest: Guest) -> VisitorSession:
        """A guest's session as it is now."""
        from ictdesk.desk.conversations.commands.session import digest_of

        found: VisitorSession = VisitorSession.objects.find(digest=digest_of(guest.token))
        return found

    def visitor(self, guest: Guest) -> Visitor:
        """A guest as an actor."""
        with workspace_scope(self.house.id):
            row = self.session(guest)
        return Visitor(row.id, row.contact_id, row.conversation_id)

    def picture(self, actor: Actor) -> UUID:
        """A picture of the actor's that no message has yet."""
        out = io.BytesIO()
        Image.new("RGB", (60, 40), "#306050").save(out, "PNG")
        out.seek(0)
        return commands.upload(actor=actor, home=self.chat, stream=out, name="lid.png").id


def set_up(desk: Desk) -> Stage:
    """Plays what happened before the case."""
    guest, house, ada = desk.guest(), desk.house, desk.house.ada.actor
    first = guest.write("My kettle leaks", name="Max")
    assert first.status_code == 201, first.text
    with workspace_scope(house.id):
        chat = Message.objects.find(id=first.json()["id"]).conversation
        contact = chat.contact
    answer = house.say(ada, chat, "Which one is it?")
    note = house.say(ada, chat, "Out of guarantee", note=True)
    guest.write("The blue one")
    house.talk("Somebody else's words", name="Moritz")
    with workspace_scope(house.id):
        other, _ = commands.start_for(
            actor=ada, contact=contact, inbox=house.inbox, client_id=uuid4(), text="About your order"
        )
        find = Message.objects.find
        return Stage(desk, guest, desk.guest(), chat, other, find(id=answer.id), find(id=note.id))
