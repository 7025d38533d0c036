"""The letter that a restriction ends, before it does (Art. 18(3))."""

from django.utils.translation import gettext as _

from ictdesk.kernel.home import Home
from ictdesk.kernel.language import day
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


letters.BODIES["lifting"] = lifting
