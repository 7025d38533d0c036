"""The wrapped keys, in the cell's schema `keys`, which data dumps leave out.

The tables are made by SQL in the first migration (Django cannot name a schema); the roles'
search_path finds them.
"""

from django.db import models

from ictdesk.kernel.datamap import impersonal, paths, personal
from ictdesk.kernel.datamap.fields import SECURITY
from ictdesk.kernel.tenancy.models import CellModel


class WorkspaceKey(CellModel):
    """A workspace's keys, wrapped by an epoch's: one that wraps subjects' keys, one for digests and words."""

    person = paths.nobody("keys of the organisation")

    epoch = impersonal(models.IntegerField(), "number of the epoch whose key wraps these")
    wrapped = impersonal(models.BinaryField(), "a wrapped key")
    wrapped_index = impersonal(models.BinaryField(), "a wrapped key")

    class Meta:
        db_table = "workspace_key"
        managed = False

    def __str__(self) -> str:
        return f"epoch {self.epoch}"


class SubjectKey(CellModel):
    """The key of one person in one workspace. Destroyed: the row stays, the key is gone."""

    person = paths.subject("id") | paths.named("received_mail", "subject_id")

    stays = "the key is destroyed; its empty row says when"

    wrapped = personal(
        models.BinaryField(null=True),
        "user.unique_id.pseudonymous",
        source="ours",
        purposes=(SECURITY,),
        erasure="shred",
        access="existence",
    )
    created_at = impersonal(models.DateTimeField(auto_now_add=True), "when the key was made")
    destroyed_at = impersonal(models.DateTimeField(null=True), "when the key was destroyed")
    restricted_at = impersonal(
        models.DateTimeField(null=True), "since when the key is out of reach (Art. 18 GDPR)"
    )

    class Meta:
        db_table = "subject_key"
        managed = False

    def __str__(self) -> str:
        return str(self.id)
