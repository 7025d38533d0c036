"""The decisions of adequacy as they are known today: what is shipped, shortened by what was noted since."""

from dataclasses import replace

from ictdesk.trust.transfers.adequacy import Decision
from ictdesk.trust.transfers.models import AdequacyEnd
from ictdesk.trust.transfers.shipped import SHIPPED


def decisions() -> tuple[Decision, ...]:
    """One statement."""
    ended = {f"{one.regime}:{one.code}": one.ends_on for one in AdequacyEnd.objects.all()}
    return tuple(
        replace(one, until=min(one.until, ended[one.key]) if one.until else ended[one.key])
        if one.key in ended
        else one
        for one in SHIPPED
    )
