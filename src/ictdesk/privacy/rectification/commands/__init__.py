"""The verbs of this room."""

from ictdesk.privacy.rectification.commands.correct import correct
from ictdesk.privacy.rectification.commands.erase_value import erase_value

__all__ = ["correct", "erase_value"]
