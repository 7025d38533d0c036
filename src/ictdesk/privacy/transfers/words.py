"""Why a transfer failed, in words."""

from django.utils.translation import gettext_lazy as _

REASONS = {
    "unreachable": _("Their server was not reached, or is not a public one."),
    "refused": _("Their server did not take it."),
    "egress_refused": _("Sending this to the outside is not allowed for this workspace."),
    "gone": _("The archive is not there any more."),
}
