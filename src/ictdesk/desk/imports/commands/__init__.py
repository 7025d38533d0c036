"""The verbs of this room."""

from ictdesk.desk.imports.commands.lay_down import lay_down

__all__ = ["lay_down"]
