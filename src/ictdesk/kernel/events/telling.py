"""How events are told to the person whom they are about."""

from django.utils.translation import gettext_lazy as _

from ictdesk.kernel.datamap.telling import Told, tell
from ictdesk.kernel.events.models import Event

tell(
    Event,
    Told(
        _("What happened, by time and kind"),
        order=("at", "id"),
        author="actor_id",
        author_kind="actor_kind",
        left_out=("xid", "version", "visitor_version"),
    ),
)
