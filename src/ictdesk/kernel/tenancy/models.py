"""The directory of workspaces (control plane), and the root of every model that lives in a cell."""

from typing import Any, ClassVar, Self

from django.core.exceptions import ObjectDoesNotExist
from django.db import models

from ictdesk.kernel.datamap import impersonal
from ictdesk.kernel.errors import NotFound
from ictdesk.kernel.ids import new_id
from ictdesk.kernel.tenancy.scope import WrongScope, current_workspace

PROCESSOR = "processor"
CONTROLLER = "controller"
"""Of the vendor's own workspace; there is one at most."""
CANARY = "canary"
"""Of a workspace that the software made to try itself: nobody's, in no plan, no bill and no count of customers."""


class WorkspaceEntry(models.Model):
    """Where a workspace lives. Its name and settings are in its cell."""

    id = impersonal(models.UUIDField(primary_key=True, default=new_id, editable=False), "id of the workspace")
    slug = impersonal(
        models.SlugField(max_length=63, unique=True), "address of the workspace, chosen by its owner"
    )
    region = impersonal(models.CharField(max_length=16), "which cell")
    role = impersonal(
        models.CharField(max_length=10, default=PROCESSOR),
        "whether the vendor is controller or processor of what is in it (Art. 4(7), (8) GDPR)",
    )
    created_at = impersonal(models.DateTimeField(auto_now_add=True), "time of sign-up of an organisation")
    state = impersonal(
        models.CharField(max_length=8, blank=True, default=""),
        "empty, ending or ended: then the rest of it is gone",
    )
    """An ended one stays: nobody else gets its address, and its ledger is still compared."""

    class Meta:
        db_table = "workspace_entry"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(role__in=[PROCESSOR, CONTROLLER, CANARY]), name="workspace_entry_role"
            ),
            models.UniqueConstraint(
                fields=["role"], condition=models.Q(role=CONTROLLER), name="workspace_entry_vendor"
            ),
        ]

    def __str__(self) -> str:
        return self.slug

    @classmethod
    def find(cls, **by: Any) -> Self:
        """The entry with this id or slug. Raises `NotFound`."""
        try:
            return cls.objects.get(**by)
        except cls.DoesNotExist as error:
            raise NotFound from error


class CellQuerySet[M: models.Model](models.QuerySet[M]):
    """A queryset that exists only inside a scope."""

    def find(self, **by: Any) -> M:
        """The one row that matches. Raises `NotFound`, for absent rows and for other workspaces' alike."""
        try:
            return self.get(**by)
        except ObjectDoesNotExist as error:
            raise NotFound from error


class CellManager(models.Manager.from_queryset(CellQuerySet)):  # type: ignore[misc]  # built at run time
    """Raises `NoScope` outside a scope and filters by the workspace in it, above what PostgreSQL does."""

    def get_queryset(self) -> CellQuerySet[Any]:
        workspace = current_workspace()
        queryset: CellQuerySet[Any] = super().get_queryset()
        return queryset.filter(workspace_id=workspace)


class CellModel(models.Model):
    """A row that belongs to a workspace.

    In the database the primary key is (workspace_id, id) and row-level security is forced; the
    migration operation `SecureCellTable` sees to both, and a system check that it was used.
    """

    in_cell: ClassVar[bool] = True

    id = impersonal(models.UUIDField(primary_key=True, default=new_id, editable=False), "id of the row")
    workspace_id = impersonal(models.UUIDField(default=current_workspace, editable=False), "whose row it is")

    objects: ClassVar[CellManager] = CellManager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Refuses to write a row of another workspace than the one in scope."""
        self.must_be_in_scope()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refuses a row of another workspace; without this the database would delete nothing, silently."""
        self.must_be_in_scope()
        return super().delete(*args, **kwargs)

    def must_be_in_scope(self) -> Self:
        """Returns the row. Raises `WrongScope` when it is another workspace's, `NoScope` outside a scope."""
        if self.workspace_id != current_workspace():
            raise WrongScope(f"this {self._meta.label} belongs to another workspace")
        return self
