"""Words of retention: classes of data, and what keeps something longer."""

from django.utils.translation import gettext_lazy as _

NAMES = {
    "cases": _("Requests about data"),
    "people": _("People"),
    "conversations": _("Conversations and tickets"),
    "visits": _("Visits of the chat"),
    "trail": _("Who did what"),
    "access": _("Access of the vendor"),
    "logs": _("Log of requests"),
    "members": _("Former colleagues"),
    "consents": _("Agreements that ended"),
    "disclosures": _("Noted recipients"),
    "erasures": _("Certificates of erasure"),
    "exports": _("Copies of the workspace"),
    "holds": _("Lifted holds"),
    "log_holds": _("Slices of the log"),
    "notices": _("Notices to recipients"),
    "purges": _("Orders to purge"),
    "restrictions": _("Lifted restrictions"),
}
ABOUT = {
    "cases": _(
        "From the day the case was closed: claims have lapsed by then. Deleted with letters, decisions and its key."
        " So are certificates of erasure, lifted holds and restrictions, notices and purges, each from its own end."
    ),
    "members": _(
        "From the day they left. Name, signature, settings and account go; what they wrote stays without a name."
    ),
    "consents": _(
        "From the end of the agreement. Its history is deleted; a refusal stays, so that it is kept to."
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
