"""The verbs of this room."""

from ictdesk.privacy.transfers.commands.note import note_transfer
from ictdesk.privacy.transfers.commands.offer import (
    end_transfers,
    fetch_transfer,
    offer_transfer,
    void_transfers,
)
from ictdesk.privacy.transfers.commands.order import order_transfer, send_transfer_again

__all__ = [
    "end_transfers",
    "fetch_transfer",
    "note_transfer",
    "offer_transfer",
    "order_transfer",
    "send_transfer_again",
    "void_transfers",
]
