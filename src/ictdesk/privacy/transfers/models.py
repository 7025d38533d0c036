"""Transfers: to whom, how far, and what they answered."""

from django.db import models

from ictdesk.kernel.datamap import impersonal, paths
from ictdesk.kernel.tenancy.fields import CellForeignKey
from ictdesk.kernel.tenancy.models import CellModel
from ictdesk.kernel.vault.sealed import SealedText
from ictdesk.privacy.rights.models import CODE, TIME, RightsRequest, member, said, subject


class Transfer(CellModel):
    """One archive to take along goes to one other controller. What was said is sealed under the case's key."""

    person = paths.via("request_id", "rights_request")

    request = impersonal(CellForeignKey(RightsRequest, related_name="transfers"), "which case")
    subject_id = subject(models.UUIDField())
    name = said(SealedText(), "user.contact.organization")
    url = said(SealedText(default=""), "user.contact.url")
    """Where it goes by PUT; empty where a link is mailed."""
    email = said(SealedText(null=True), "user.contact.email")
    """Where a link goes; else empty."""
    public_key = said(SealedText(), "user.contact.organization")
    """Theirs, as age writes it: nobody else opens what is sent."""
    state = impersonal(models.CharField(max_length=8, default="waiting"), CODE)
    reason = impersonal(models.CharField(max_length=16, blank=True, default=""), CODE)
    status = impersonal(models.IntegerField(null=True), "what their server answered (RFC 9110)")
    answer = said(SealedText(default=""))
    size = impersonal(models.BigIntegerField(default=0), "bytes that were sent")
    sha256 = impersonal(models.CharField(max_length=64, blank=True, default=""), "SHA-256 of what was sent")
    made_by = member(models.UUIDField(null=True))
    made_at = impersonal(models.DateTimeField(), TIME)
    sent_at = impersonal(models.DateTimeField(null=True), TIME)
    blob_id = impersonal(models.UUIDField(null=True), "what lies behind the link, sealed for the receiver")
    expires_at = impersonal(models.DateTimeField(null=True), "when the link ends")
    fetches = impersonal(models.IntegerField(default=0), "how often it was fetched by the link")
    deleted_at = impersonal(models.DateTimeField(null=True), TIME)

    class Meta:
        db_table = "transfer"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state__in=["waiting", "offered", "sent", "failed", "over"]),
                name="transfer_state",
            ),
        )
        indexes = (models.Index(fields=["workspace_id", "request"], name="transfer_of"),)

    def __str__(self) -> str:
        return f"{self.state} {self.id}"
