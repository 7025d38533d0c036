"""How consents are told to the person whom they are about."""

from django.utils.translation import gettext_lazy as _

from ictdesk.kernel.datamap.telling import Told, tell
from ictdesk.privacy.consent.models import ConsentEvent, ConsentQuestion, ConsentState

tell(
    ConsentEvent,
    Told(
        _("What you agreed to and refused"), order=("at", "id"), also=("purpose__name",), left_out=("digest",)
    ),
)
tell(
    ConsentState,
    Told(_("What holds of it now"), order=("at", "id"), also=("purpose__name",), left_out=("digest",)),
)
tell(
    ConsentQuestion,
    Told(_("Questions that wait for your answer"), order=("ends_at", "id"), left_out=("digest",)),
)
