"""Codes that prove a mailbox, and the sessions that they open."""

from django.db import models

from ictdesk.desk.conversations.models import Conversation
from ictdesk.kernel.datamap import impersonal, paths, personal
from ictdesk.kernel.tenancy.fields import CellForeignKey
from ictdesk.kernel.tenancy.models import CellModel

TIME = "when it happened"


class AccessCode(CellModel):
    """Somebody asked for a code for an address. The code follows from the id; neither it nor the address is kept."""

    person = paths.digest("digest") | paths.via("request_id", "conversation")

    digest = personal(
        models.BinaryField(max_length=16),
        "user.unique_id.pseudonymous",
        source="derived",
        retention="visit_end",
        erasure="delete",
        access="withhold",
    )
    request = impersonal(CellForeignKey(Conversation, null=True, related_name="+"), "whose link was followed")
    tries = impersonal(models.IntegerField(default=0), "how many codes were given for it")
    used_at = impersonal(models.DateTimeField(null=True), TIME)
    created_at = impersonal(models.DateTimeField(), TIME)

    class Meta:
        db_table = "access_code"
        indexes = [
            models.Index(fields=["workspace_id", "digest", "created_at"], name="access_code_of"),
            models.Index(
                fields=["workspace_id", "request"],
                name="access_code_request",
                condition=models.Q(request__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class RequesterSession(CellModel):
    """A browser in which somebody proved to read a mailbox. Of its token only a digest is kept."""

    person = paths.digest("address")

    digest = personal(
        models.BinaryField(max_length=32),
        "user.device.cookie_id",
        source="ours",
        retention="visit_end",
        erasure="delete",
        access="existence",
    )
    address = personal(
        models.BinaryField(max_length=16),
        "user.unique_id.pseudonymous",
        source="derived",
        retention="visit_end",
        erasure="delete",
        access="withhold",
    )
    created_at = impersonal(models.DateTimeField(), TIME)
    expires_at = impersonal(models.DateTimeField(), "when it ends by itself")
    revoked_at = impersonal(models.DateTimeField(null=True), TIME)

    class Meta:
        db_table = "requester_session"
        constraints = [
            models.UniqueConstraint(fields=["workspace_id", "digest"], name="requester_session_one")
        ]

    def __str__(self) -> str:
        return str(self.id)
