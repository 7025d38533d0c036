"""How objections are told to the person whom they are about."""

from django.utils.translation import gettext_lazy as _

from ictdesk.kernel.datamap.telling import Told, tell
from ictdesk.privacy.objection.models import Objection

tell(Objection, Told(_("What you object to"), order=("made_at", "id"), left_out=("digest",)))
