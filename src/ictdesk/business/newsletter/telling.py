"""How this room's tables are told to the person they are about."""

from django.utils.translation import gettext_lazy as _

from ictdesk.business.newsletter.models import Delivery
from ictdesk.kernel.datamap.telling import Told, tell

tell(
    Delivery,
    Told(_("Newsletters to you"), order=("at", "id"), also=("campaign__subject",), left_out=("digest",)),
)
