"""How a hold is told to the person whom it is about."""

from django.utils.translation import gettext_lazy as _

from ictdesk.kernel.datamap.telling import Told, tell
from ictdesk.privacy.holds.models import Hold, HoldAddress, HoldSubject, HoldThread

tell(Hold, Told(_("What must not be deleted for now"), order=("placed_at", "id")))
tell(HoldSubject, Told(_("Which holds are about you"), left_out=("person_id",)))
tell(HoldAddress, Told(_("By which addresses you are found for them"), left_out=("digest",)))
tell(HoldThread, Told(_("Which conversations must not be deleted for now")))
