"""The verbs of this room."""

from ictdesk.privacy.transfers.commands.note import note_transfer
from ictdesk.privacy.transfers.commands.order import order_transfer, send_transfer_again

__all__ = ["note_transfer", "order_transfer", "send_transfer_again"]
