"""How this room's tables are told to the person they are about, and who inside sees them."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ictdesk.desk.contacts.attributes import entry
from ictdesk.desk.conversations.models import (
    Attachment,
    Conversation,
    ConversationTag,
    Message,
    MessageCorrection,
    ScheduledAnswer,
    TicketValue,
    VisitorSession,
)
from ictdesk.desk.people.models import Member
from ictdesk.kernel import recipients
from ictdesk.kernel.datamap.persons import Person
from ictdesk.kernel.datamap.telling import Told, tell
from ictdesk.kernel.recipients import Recipient

tell(
    Conversation,
    Told(
        gettext_lazy("Conversations"),
        order=("created_at", "id"),
        heading="subject",
        left_out=("list_hour", "version", "visitor_version", "last_message_id"),
    ),
)
tell(
    Message,
    Told(
        gettext_lazy("Messages"),
        order=("conversation_id", "seq"),
        group="conversation_id",
        author="author_id",
        author_kind="author_kind",
        at="created_at",
        text="body",
        inner="note",
        left_out=("client_id", "copy_of"),
    ),
)
tell(
    Attachment,
    Told(
        gettext_lazy("Files"),
        order=("created_at", "id"),
        author="message__author_id",
        author_kind="message__author_kind",
        inner="message__note",
        part_of="message_id",
        file="blob_id",
        file_name="name",
        left_out=("preview_id",),
    ),
)
tell(
    MessageCorrection,
    Told(
        gettext_lazy("Corrections of messages"),
        order=("made_at", "id"),
        author="author_id",
        author_kind="author_kind",
        at="made_at",
        text="text",
        inner="message__note",
        part_of="message_id",
    ),
)
tell(
    ConversationTag,
    Told(
        gettext_lazy("Labels of your conversations"),
        order=("conversation_id", "id"),
        also=("tag__name",),
        left_out=("tag_id",),
    ),
)
tell(
    TicketValue,
    Told(
        gettext_lazy("What is noted about your conversations"),
        order=("conversation_id", "id"),
        also=("definition__key", "definition__label"),
        entry=lambda row: entry(row.definition),
        related="definition",
    ),
)
tell(
    ScheduledAnswer,
    Told(
        gettext_lazy("Answers that wait to be sent"), author="member_id", ours=True, left_out=("client_id",)
    ),
)
tell(VisitorSession, Told(gettext_lazy("Your visits"), order=("created_at", "id")))


@recipients.register
def team(person: Person) -> Iterator[Recipient]:
    """The members, by number: who exactly read what is theirs to keep (C-579/21)."""
    count = Member.objects.filter(active=True).count()
    yield Recipient(
        ngettext("%(count)s member of the team", "%(count)s members of the team", count) % {"count": count},
        _("Everything that you wrote here and what was answered"),
        _("They answer you"),
    )
