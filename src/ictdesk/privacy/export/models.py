"""Archives, and the passages in them that are withheld."""

from django.db import models

from ictdesk.kernel.datamap import impersonal, paths
from ictdesk.kernel.tenancy.fields import CellForeignKey
from ictdesk.kernel.tenancy.models import CellModel
from ictdesk.privacy.rights.models import CODE, TIME, RightsRequest, member, subject

COUNT = "how much there is"


class Bundle(CellModel):
    """One archive of a case. The file is sealed under the case's key and goes after some days; its hash stays."""

    person = paths.via("request_id", "rights_request")

    request = impersonal(CellForeignKey(RightsRequest, related_name="bundles"), "which case")
    subject_id = subject(models.UUIDField())
    variant = impersonal(models.CharField(max_length=8), "access or portable")
    state = impersonal(models.CharField(max_length=8), CODE)
    done = impersonal(models.BigIntegerField(default=0), COUNT)
    total = impersonal(models.BigIntegerField(default=0), COUNT)
    rows = impersonal(models.BigIntegerField(default=0), COUNT)
    files = impersonal(models.IntegerField(default=0), COUNT)
    withheld = impersonal(models.IntegerField(default=0), COUNT)
    size = impersonal(models.BigIntegerField(default=0), "bytes of the archive")
    sha256 = impersonal(models.CharField(max_length=64, blank=True), "SHA-256 of the archive")
    map_hash = impersonal(
        models.CharField(max_length=64, blank=True), "SHA-256 of the data map it was made by"
    )
    blob_id = impersonal(models.UUIDField(null=True), "the sealed archive")
    snapshot_at = impersonal(models.DateTimeField(null=True), "which moment it shows")
    made_at = impersonal(models.DateTimeField(null=True), TIME)
    fetched_at = impersonal(models.DateTimeField(null=True), "when the person first took it")
    expires_at = impersonal(models.DateTimeField(null=True), "when the file goes")
    deleted_at = impersonal(models.DateTimeField(null=True), TIME)

    class Meta:
        db_table = "bundle"
        constraints = [
            models.UniqueConstraint(fields=["workspace_id", "request", "variant"], name="bundle_one"),
            models.CheckConstraint(
                condition=models.Q(
                    state__in=["scanning", "review", "waiting", "building", "ready", "failed", "over"]
                ),
                name="bundle_state",
            ),
        ]
        indexes = [
            models.Index(
                fields=["workspace_id", "expires_at"],
                name="bundle_ends",
                condition=models.Q(blob_id__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.variant} {self.id}"


class Redaction(CellModel):
    """A passage that tells of somebody else, or a whole file: suggested, then withheld or told. It holds no words."""

    person = paths.via("request_id", "rights_request")

    request = impersonal(CellForeignKey(RightsRequest, related_name="+"), "which case")
    table = impersonal(models.CharField(max_length=63), "where the passage is")
    row_id = impersonal(models.UUIDField(), "where the passage is")
    column = impersonal(models.CharField(max_length=63), "where the passage is")
    start = impersonal(models.IntegerField(), "first character")
    end = impersonal(models.IntegerField(), "after the last character")
    digest = impersonal(models.BinaryField(max_length=16), "keyed digest of the text as it was read")
    kind = impersonal(models.CharField(max_length=8), "what the passage seems to be")
    state = impersonal(models.CharField(max_length=8, default="open"), "open, withheld or told")
    reason = impersonal(models.CharField(max_length=16, blank=True), CODE)
    reviewer_id = member(models.UUIDField(null=True))
    decided_at = impersonal(models.DateTimeField(null=True), TIME)

    class Meta:
        db_table = "redaction"
        constraints = [
            models.UniqueConstraint(
                fields=["workspace_id", "request", "row_id", "column", "start", "end"], name="redaction_one"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["open", "withheld", "told"]), name="redaction_state"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"


class WorkspaceExport(CellModel):
    """Everything of the workspace as one file (Art. 28(3)(g) GDPR), sealed under a key of its own, for some days; its hash stays."""

    person = paths.member("asked_by")

    subject_id = impersonal(models.UUIDField(), "the key of the file")
    state = impersonal(models.CharField(max_length=8, default="waiting"), CODE)
    asked_by = member(models.UUIDField())
    asked_at = impersonal(models.DateTimeField(), TIME)
    rows = impersonal(models.BigIntegerField(default=0), COUNT)
    files = impersonal(models.IntegerField(default=0), COUNT)
    missing = impersonal(models.IntegerField(default=0), "files that could not be opened any more")
    size = impersonal(models.BigIntegerField(default=0), "bytes of the archive")
    sha256 = impersonal(models.CharField(max_length=64, blank=True, default=""), "SHA-256 of the archive")
    blob_id = impersonal(models.UUIDField(null=True), "the sealed archive")
    made_at = impersonal(models.DateTimeField(null=True), TIME)
    expires_at = impersonal(models.DateTimeField(null=True), "when the file goes")
    fetched_at = impersonal(models.DateTimeField(null=True), "when it was first taken")
    deleted_at = impersonal(models.DateTimeField(null=True), TIME)

    class Meta:
        db_table = "workspace_export"
        constraints = [
            models.UniqueConstraint(
                fields=["workspace_id"],
                name="workspace_export_one",
                condition=models.Q(state__in=["waiting", "building"]),
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["waiting", "building", "ready", "failed", "over"]),
                name="workspace_export_state",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.id}"
