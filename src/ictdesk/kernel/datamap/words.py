"""What the data map's codes are called in front of people."""

from django.utils.translation import gettext_lazy as _

SOURCE_WORDS = {
    "provided": _("The person said it"),
    "observed": _("Observed"),
    "derived": _("Worked out from other data"),
    "inferred": _("Guessed from other data"),
    "ours": _("The workspace set it"),
}
RETENTION_WORDS = {
    "last_activity": _("the person's last activity"),
    "conversation.closed": _("the end of the conversation"),
    "visit_end": _("the end of the visit"),
    "membership.ended": _("the end of the membership"),
    "removed": _("its removal"),
    "session_end": _("the end of the session"),
    "with_row": _("what it belongs to"),
    "with_message": _("the message that it belongs to"),
    "event": _("the moment itself"),
    "consent_end": _("the end of the consent"),
    "key_end": _("the end of the key"),
    "contract_end": _("the end of the contract"),
    "logged": _("the day on which it was noted"),
    "rights.closed": _("the case about their data is closed"),
}
