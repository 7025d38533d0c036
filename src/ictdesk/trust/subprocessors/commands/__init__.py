"""The verbs of this room."""

from ictdesk.trust.subprocessors.commands.keep import (
    name_subprocessor,
    open_register,
    review_subprocessor,
    step_subprocessor,
)
from ictdesk.trust.subprocessors.commands.object import object_to_subprocessor, take_back_subprocessor
from ictdesk.trust.subprocessors.commands.tell import note_told

__all__ = [
    "name_subprocessor",
    "note_told",
    "object_to_subprocessor",
    "open_register",
    "review_subprocessor",
    "step_subprocessor",
    "take_back_subprocessor",
]
