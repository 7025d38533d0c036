"""The verbs of this room."""

from ictdesk.trust.access.commands.answer import (
    consent_to_access,
    deny_access,
    end_access,
    set_access_consent,
)
from ictdesk.trust.access.commands.ask import ask_access
from ictdesk.trust.access.commands.decide import approve_access, refuse_access
from ictdesk.trust.access.commands.keep import name_on_call, remove_from_call, review_on_call
from ictdesk.trust.access.commands.undertake import sign_undertaking, withdraw_undertaking

__all__ = [
    "approve_access",
    "ask_access",
    "consent_to_access",
    "deny_access",
    "end_access",
    "name_on_call",
    "refuse_access",
    "remove_from_call",
    "review_on_call",
    "set_access_consent",
    "sign_undertaking",
    "withdraw_undertaking",
]
