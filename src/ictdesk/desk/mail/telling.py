"""How this room's tables are told to the person they are about, and who carries mail."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ictdesk.desk.mail.models import OutgoingMail, Participant, ReceivedMail, Suppression
from ictdesk.desk.mail.providers import offered
from ictdesk.kernel import recipients
from ictdesk.kernel.datamap.telling import Told, tell
from ictdesk.kernel.recipients import Recipient

tell(
    ReceivedMail,
    Told(
        gettext_lazy("Mails from you"),
        order=("created_at", "id"),
        author="contact_id",
        file="blob_id",
        is_mail=True,
        left_out=("bad_address", "receipted", "rich"),
    ),
)
tell(OutgoingMail, Told(gettext_lazy("Mails to you"), order=("created_at", "id")))
tell(Participant, Told(gettext_lazy("Conversations with you in copy"), order=("created_at", "id")))
tell(Suppression, Told(gettext_lazy("Addresses that we do not write to"), order=("created_at", "id")))


@recipients.register
def post() -> Iterator[Recipient]:
    """Whoever carries our mail."""
    for name in offered():
        yield Recipient(
            name,
            _("Your e-mail address, and what we write to you"),
            _("It carries our mails to your mailbox"),
        )
