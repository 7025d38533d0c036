"""Words of the room: purposes, states, and the undertaking in force. A changed word of it is a new version."""

import hashlib

from django.utils.translation import gettext_lazy as _

PURPOSES = {
    "support": _("Help that the customer asked for"),
    "incident": _("An incident of security or operation"),
    "repair": _("Repair of data that a fault of ours has damaged"),
}
STATES = {
    "asked": _("asked for"),
    "approved": _("approved"),
    "running": _("inside now"),
    "ended": _("left"),
    "expired": _("over"),
    "revoked": _("ended early"),
    "refused": _("refused"),
}
DOORS = {"desk": _("the desk"), "shell": _("a shell")}
VERSION = "2026-11"
UNDERTAKING = (
    "I reach a customer's data only under a grant, for its reason and no longer than it takes. I keep what I see to myself, also after I "
    "leave. I copy nothing out. I know that each look is on record, and that the customer reads that record (Art. 28(3)(b), 29, 32(4) GDPR)."
)


def digest() -> bytes:
    """SHA-256 of the undertaking."""
    return hashlib.sha256(UNDERTAKING.encode()).digest()
