"""The verbs of this room."""

from ictdesk.trust.agreements.commands.issue import (
    ask_agreement,
    keep_agreement,
    note_agreement_failed,
    renew_agreement,
)
from ictdesk.trust.agreements.commands.sign import sign_agreement, sign_agreement_file

__all__ = [
    "ask_agreement",
    "keep_agreement",
    "note_agreement_failed",
    "renew_agreement",
    "sign_agreement",
    "sign_agreement_file",
]
