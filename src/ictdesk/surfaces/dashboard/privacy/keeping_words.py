"""Words of retention: classes of data, and what keeps something longer."""

from django.utils.translation import gettext_lazy as _

NAMES = {
    "cases": _("Requests about data"),
    "people": _("People"),
    "conversations": _("Conversations and tickets"),
    "visits": _("Visits of the chat"),
    "trail": _("Who did what"),
    "logs": _("Log of requests"),
}
ABOUT = {
    "cases": _(
        "From the day the case was closed: claims have lapsed by then. Deleted with letters, decisions and its key."
    ),
    "people": _(
        "From their last sign of life, when nothing of theirs is open. Erased with everything, each with a certificate."
    ),
    "conversations": _(
        "From the day they were solved and nobody wrote since. Deleted with messages, files and mails; the person stays."
    ),
    "visits": _("From the end of the browser's token. Deleted."),
    "logs": _(
        "From the day on which it was noted: addresses, ids and paths. Whole days go; nobody sets another period."
    ),
    "trail": _("From the act. Who and on what are forgotten; that it was done stays in the log."),
}
KEPT_BY = {
    "hold": _("by a hold"),
    "request": _("by an open request"),
    "restriction": _("by a restriction"),
    "under_way": _("being erased"),
    "other": _("by a rule of the law"),
}
