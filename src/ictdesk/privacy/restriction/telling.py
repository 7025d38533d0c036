"""How restrictions are told to the person whom they are about."""

from django.utils.translation import gettext_lazy as _

from ictdesk.kernel.datamap.telling import Told, tell
from ictdesk.privacy.restriction.models import RestrictedSubject, Restriction, RestrictionLook

tell(Restriction, Told(_("When your data was restricted"), order=("placed_at", "id"), left_out=("contacts",)))
tell(RestrictionLook, Told(_("Who looked in spite of it, and why"), order=("looked_at", "id")))
tell(RestrictedSubject, Told(_("Which restrictions are about you"), left_out=("person_id",)))
