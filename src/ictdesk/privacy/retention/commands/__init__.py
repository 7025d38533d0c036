"""The verbs of this room."""

from ictdesk.privacy.retention.commands.set_period import set_period

__all__ = ["set_period"]
