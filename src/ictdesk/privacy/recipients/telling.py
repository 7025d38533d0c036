"""How this room's tables are told to the person: recipients stand on the first page of an archive, by name."""

from django.utils.translation import gettext_lazy as _

from ictdesk.kernel.datamap.telling import Told, tell
from ictdesk.privacy.recipients.models import Disclosure, ProgramRead, RecipientNotice, RecipientNoticeSubject

HIDDEN = (
    "person_id",
    "subject_id",
    "kind",
    "name",
    "address",
    "what",
    "secret",
    "made_by",
    "given_on",
    "noted_at",
)

tell(ProgramRead, Told("", left_out=("contact_id", "key_id", "first_on", "last_on")))
tell(Disclosure, Told("", left_out=HIDDEN))
tell(
    RecipientNotice,
    Told(_("Who was told of your request"), order=("made_at", "id"), left_out=("due_at", "attempts")),
)
tell(RecipientNoticeSubject, Told("", left_out=("person_id",)))
