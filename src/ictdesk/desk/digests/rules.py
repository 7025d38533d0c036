"""Who may do what with digests: each member chooses for themselves."""

from ictdesk.desk.people.rules import is_self

__all__ = ["is_self"]
