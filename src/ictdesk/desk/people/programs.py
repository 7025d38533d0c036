"""Programs as recipients: a key is known by the name that its maker gave it."""

from django.utils.translation import gettext as _

from ictdesk.desk.people.models import ApiKey
from ictdesk.kernel import clock, recipients
from ictdesk.kernel.ids import parse_id
from ictdesk.kernel.recipients import Known


def find(key: str) -> Known | None:
    """`alive` is false once the key was withdrawn or has ended: such a program asks nothing any more."""
    row: ApiKey | None = ApiKey.objects.filter(id=parse_id(key)).first()
    if row is None:
        return None
    over = row.revoked_at is not None or (row.expires_at is not None and row.expires_at <= clock.now())
    return Known(_("The program %(name)s") % {"name": row.name}, alive=not over)


recipients.found_by("program", find)
