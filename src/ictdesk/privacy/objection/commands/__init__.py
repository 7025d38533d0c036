"""The verbs of this room."""

from ictdesk.privacy.objection.commands.object_to import object_to
from ictdesk.privacy.objection.commands.withdraw_objection import withdraw_objection

__all__ = ["object_to", "withdraw_objection"]
