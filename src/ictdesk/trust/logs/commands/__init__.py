"""The verbs of this room."""

from ictdesk.trust.logs.commands.approve_log_hold import approve_log_hold
from ictdesk.trust.logs.commands.end_log_hold import end_log_hold
from ictdesk.trust.logs.commands.lengthen_log_hold import lengthen_log_hold
from ictdesk.trust.logs.commands.look_at_held_log import look_at_held_log
from ictdesk.trust.logs.commands.place_log_hold import place_log_hold
from ictdesk.trust.logs.commands.search_log import search_log

__all__ = [
    "approve_log_hold",
    "end_log_hold",
    "lengthen_log_hold",
    "look_at_held_log",
    "place_log_hold",
    "search_log",
]
