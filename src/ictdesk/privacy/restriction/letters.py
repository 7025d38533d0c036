"""The letters of a restriction: that it ends, before it does (Art. 18(3)), and that a mail is kept unread meanwhile."""

from django.conf import settings
from django.utils.translation import gettext as _

from ictdesk.kernel.home import Home
from ictdesk.kernel.language import day, known
from ictdesk.kernel.tenancy import current_workspace
from ictdesk.kernel.tenancy.models import WorkspaceEntry
from ictdesk.privacy.restriction import queries
from ictdesk.privacy.rights import letters
from ictdesk.privacy.rights.models import RightsRequest


def lifting(row: RightsRequest, where: Home) -> list[str]:
    restriction = queries.of_case(row.id)
    assert restriction is not None  # the command that writes it holds the row
    assert restriction.ends_at is not None
    return [
        _("%(name)s keeps your data restricted: it is stored and otherwise left alone.")
        % {"name": where.name},
        _("From %(day)s on the restriction ends, and your data is used again as before.")
        % {"day": day(restriction.ends_at.astimezone(where.zone).date())},
        _(
            "If you want it to go on, tell us before that day. What you wrote to us meanwhile was kept and read by nobody; "
            "the team will read it then."
        ),
        *letters.remedies(row, where),
    ]


def kept(row: RightsRequest, where: Home) -> list[str]:
    slug = WorkspaceEntry.find(id=current_workspace()).slug
    return [
        _("Your mail to %(name)s has come. This answer was written by a program.") % {"name": where.name},
        _(
            "Because of your request %(number)s your data is restricted: it is stored and otherwise left alone. So your mail is "
            "kept sealed, and nobody reads it before that ends."
        )
        % {"number": row},
        _("If you want it to end, tell us here, and name your request:\n%(address)s")
        % {"address": f"{settings.ICTDESK_BASE_URL}/w/{slug}/privacy/ask?lang={known(row.language)}"},
        _("For a week we do not say this again."),
    ]


letters.BODIES["lifting"] = lifting
letters.BODIES["kept"] = kept
