"""The letter that somebody's data was sent where they wanted it."""

from django.utils.translation import gettext as _

from ictdesk.kernel.egress.fetching import host_of
from ictdesk.kernel.home import Home
from ictdesk.kernel.language import day
from ictdesk.privacy.rights import letters
from ictdesk.privacy.rights.models import RightsRequest
from ictdesk.privacy.transfers.models import Transfer


def transferred(row: RightsRequest, where: Home) -> list[str]:
    """Of the newest that was taken."""
    sent = Transfer.objects.filter(request=row, state="sent").order_by("-sent_at").first()
    assert sent is not None  # whoever writes it has just noted one
    said = {
        "name": sent.name,
        "host": host_of(sent.url),
        "day": day(sent.sent_at.astimezone(where.zone).date()),
    }
    return [
        _(
            "On %(day)s we sent the data that you take along to %(name)s (%(host)s), sealed so that only they can read it."
        )
        % said,
        _("The SHA-256 of what we sent: %(hash)s") % {"hash": sent.sha256},
    ]


letters.BODIES["transferred"] = transferred
