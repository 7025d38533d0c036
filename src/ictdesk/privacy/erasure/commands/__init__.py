"""The verbs of this room."""

from ictdesk.privacy.erasure.commands.erase import erase

__all__ = ["erase"]
