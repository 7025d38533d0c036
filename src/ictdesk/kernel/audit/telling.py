"""How the audit trail is told to the person whom it is about: when and what, and by which number of a member."""

from django.utils.translation import gettext_lazy as _

from ictdesk.kernel.audit.models import AuditRecord
from ictdesk.kernel.datamap.telling import Told, tell

tell(
    AuditRecord,
    Told(
        _("Who acted on your data, and when"),
        order=("at", "id"),
        author="actor_id",
        author_kind="actor_kind",
    ),
)
