"""The verbs of this room."""

from ictdesk.privacy.objection.commands.object_to import object_to

__all__ = ["object_to"]
