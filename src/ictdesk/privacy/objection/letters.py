"""The letter that an objection was taken back, so that whoever did not say so can object."""

from django.conf import settings
from django.utils.translation import gettext as _

from ictdesk.kernel.home import Home
from ictdesk.kernel.language import known
from ictdesk.kernel.tenancy import current_workspace
from ictdesk.kernel.tenancy.models import WorkspaceEntry
from ictdesk.privacy.rights import letters
from ictdesk.privacy.rights.models import RightsRequest


def kind_of(scope: str) -> str:
    """Which letter it is, by what was objected to."""
    return f"back_{scope}"


def marketing(row: RightsRequest, where: Home) -> list[str]:
    return [
        _("You told %(name)s that you no longer object to direct marketing. We have taken that down.")
        % {"name": where.name},
        _("For what needs your consent we still ask you first."),
        _again(row),
    ]


def interest(row: RightsRequest, where: Home) -> list[str]:
    return [
        _(
            "You told %(name)s that you no longer object to uses that rest on a legitimate interest. We have taken that down, "
            "and your data is used for them again."
        )
        % {"name": where.name},
        _again(row),
    ]


def _again(row: RightsRequest) -> str:
    slug = WorkspaceEntry.find(id=current_workspace()).slug
    address = f"{settings.ICTDESK_BASE_URL}/w/{slug}/privacy/ask?lang={known(row.language)}"
    return _("If it was not you, or you change your mind: you may object at any time, here:\n%(address)s") % {
        "address": address
    }


letters.BODIES[kind_of("marketing")] = marketing
letters.BODIES[kind_of("interest")] = interest
