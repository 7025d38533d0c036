"""How this room's tables are told to the person they are about."""

from django.utils.translation import gettext_lazy

from ictdesk.desk.mail.models import OutgoingMail, Participant, ReceivedMail, Suppression
from ictdesk.kernel.datamap.telling import Told, tell

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
