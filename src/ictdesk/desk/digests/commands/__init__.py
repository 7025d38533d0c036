"""The verbs of this room."""

from ictdesk.desk.digests.commands.set_digest import set_digest

__all__ = ["set_digest"]
