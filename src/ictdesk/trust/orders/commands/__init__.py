"""The verbs of this room."""

from ictdesk.trust.orders.commands.handle import (
    agree_to_order,
    bar_telling,
    check_order,
    disclose_order,
    receive_order,
    refuse_order,
    tell_of_order,
)

__all__ = [
    "agree_to_order",
    "bar_telling",
    "check_order",
    "disclose_order",
    "receive_order",
    "refuse_order",
    "tell_of_order",
]
