"""A foreign key that cannot leave its workspace."""

from typing import Any

from django.db import models


class CellForeignKey(models.ForeignKey):  # type: ignore[type-arg]  # the target gives them
    """A foreign key between two tables of a cell.

    Django's own constraint would look at the id alone, and referential checks ignore row-level security:
    a row could point into another workspace, and a cascade would reach it. So Django makes no constraint,
    and `SecureCellTable` makes one on (workspace_id, column).
    """

    def __init__(self, to: Any, on_delete: Any = models.DO_NOTHING, **kwargs: Any) -> None:
        kwargs["db_constraint"] = False
        kwargs.setdefault("db_index", False)  # an index on the id alone would lead a plan past the workspace
        super().__init__(to, on_delete, **kwargs)
