"""Where a sealed file lies and the key that opens it."""

from django.db import models

from ictdesk.kernel.datamap import impersonal, paths, personal
from ictdesk.kernel.tenancy.models import CellModel
from ictdesk.kernel.vault.sealed import SealedText


class Blob(CellModel):
    """One file. Its content key is sealed under the subject's key: without that the file is noise."""

    person = (
        paths.subject("subject_id")
        | paths.named("attachment", "blob_id")
        | paths.named("attachment", "preview_id")
        | paths.named("received_mail", "blob_id")
    )

    subject_id = personal(models.UUIDField(), "user.unique_id", source="ours")
    content_key = personal(SealedText(), "user.content.private.attachment", source="ours", access="withhold")
    sha256 = personal(SealedText(), "user.content.private.attachment", source="derived", access="withhold")
    size = impersonal(models.BigIntegerField(), "bytes of the plain file")
    storage_name = impersonal(models.CharField(max_length=80), "random name in the storage")
    created_at = impersonal(models.DateTimeField(auto_now_add=True), "when it was stored")

    class Meta:
        db_table = "blob"
        indexes = (models.Index(fields=["workspace_id", "subject_id"], name="blob_of_subject"),)

    def __str__(self) -> str:
        return str(self.id)
