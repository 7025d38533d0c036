"""The verbs of this room."""

from ictdesk.trust.transfers.commands.assess import (
    send_transfer_back,
    sign_transfer,
    submit_transfer,
    write_transfer_assessment,
)
from ictdesk.trust.transfers.commands.end import end_adequacy

__all__ = [
    "end_adequacy",
    "send_transfer_back",
    "sign_transfer",
    "submit_transfer",
    "write_transfer_assessment",
]
