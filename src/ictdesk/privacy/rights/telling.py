"""How cases are told to the person whom they are about."""

from django.utils.translation import gettext_lazy as _

from ictdesk.kernel.datamap.telling import Told, tell
from ictdesk.privacy.rights.models import RightsItem, RightsLetter, RightsRequest, RightsSubject

tell(RightsRequest, Told(_("Your requests about your data"), order=("number",), left_out=("warned",)))
tell(RightsItem, Told(_("What was decided about them"), order=("request_id", "id")))
tell(RightsLetter, Told(_("Letters about them"), order=("written_at", "id"), left_out=("salt", "digest")))
tell(RightsSubject, Told(_("Which requests are about you"), left_out=("person_id",)))
