"""What this room does when a person is restricted (Art. 18 GDPR): open inboxes lose sight of them, they are told in their chat.

When it ends, open inboxes show them again, and what they wrote meanwhile is found by its words.
"""

from datetime import datetime
from uuid import uuid5

from django.utils.translation import gettext as _

from ictdesk.desk.conversations import search
from ictdesk.desk.conversations.changing import changed, lock
from ictdesk.desk.conversations.commands.reply import reply
from ictdesk.desk.conversations.events import ConversationChanged
from ictdesk.desk.conversations.models import Conversation, Message, VisitorSession
from ictdesk.kernel import clock, erasing, restricting
from ictdesk.kernel.actor import System
from ictdesk.kernel.datamap.persons import Person, rows_of
from ictdesk.kernel.errors import Gone
from ictdesk.kernel.events import bus
from ictdesk.kernel.ids import new_id
from ictdesk.kernel.language import spoken

US = System("restriction")
AT_ONCE = 500


def register() -> None:
    restricting.at_begin(tell_them)
    restricting.at_begin(show_anew)
    restricting.at_end(lambda person, since: show_anew(person))
    restricting.at_end(index_what_came)
    erasing.putting_away(show_anew)


def tell_them(person: Person) -> None:
    """In each chat that is open in a browser of theirs: what they write now is kept, and read by nobody."""
    sessions = VisitorSession.objects.filter(
        contact__in=person.contacts, revoked_at=None, expires_at__gt=clock.now(), conversation__isnull=False
    )
    chats = Conversation.objects.filter(
        id__in=sessions.values("conversation"), channel="chat", merged_into=None
    ).exclude(category="solved")
    for chat in chats.select_related("contact").order_by("id"):
        _say(chat)


def _say(chat: Conversation) -> None:
    with spoken(chat.contact.locale):
        text = _(
            "Your data is restricted now: it is stored and otherwise left alone. What you write here is kept and read by "
            "nobody until that ends. To end it, write to us about your data."
        )
    try:
        reply(actor=US, conversation=chat, client_id=uuid5(chat.id, f"restricted {new_id()}"), text=text)
    except Gone:  # after a restore: erased later in the same ledger
        return


def show_anew(person: Person) -> None:
    """Has open inboxes read every conversation of theirs again; the database says what they may see."""
    ids = rows_of(Conversation, person).order_by("id").values_list("id", flat=True)
    for id_ in list(ids):
        changed(lock(id_), US, ConversationChanged, visible=True)
    bus.wake_after_commit()


def index_what_came(person: Person, since: datetime) -> None:
    """Makes the search words of what was kept unread."""
    threads = rows_of(Conversation, person).values("id")
    came = Message.objects.filter(conversation__in=threads, created_at__gte=since).order_by("id")
    ids = list(came.values_list("id", flat=True))
    for first in range(0, len(ids), AT_ONCE):
        search.index(ids[first : first + AT_ONCE])
