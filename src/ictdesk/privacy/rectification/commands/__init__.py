"""The verbs of this room."""

from ictdesk.privacy.rectification.commands.correct import correct

__all__ = ["correct"]
