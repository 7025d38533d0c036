"""Contacts and the addresses under which they are known."""

from django.db import models

from ictdesk.kernel.datamap import impersonal, personal
from ictdesk.kernel.tenancy.fields import CellForeignKey
from ictdesk.kernel.tenancy.models import CellModel
from ictdesk.kernel.vault.sealed import SealedText


class Contact(CellModel):
    """A person who wrote. Made with the first message, not before."""

    subject_id = personal(models.UUIDField(), "user.unique_id", source="ours")
    name = personal(SealedText(), "user.name", rectifiable=True)
    locale = personal(
        models.CharField(max_length=16, blank=True),
        "user.demographic.language",
        source="observed",
        erasure="delete",
    )
    gpc = personal(
        models.BooleanField(default=False), "user.privacy_preferences", source="observed", erasure="delete"
    )
    notice_version = impersonal(models.IntegerField(null=True), "version of the notice that was shown")
    version = impersonal(models.BigIntegerField(default=1), "count of the changes")
    created_at = impersonal(models.DateTimeField(auto_now_add=True), "when they first wrote")
    last_seen_at = personal(
        models.DateTimeField(auto_now_add=True),
        "user.telemetry.presence",
        source="observed",
        erasure="delete",
    )

    class Meta:
        db_table = "contact"
        indexes = [models.Index(fields=["workspace_id", "-last_seen_at", "id"], name="contact_recent")]

    def __str__(self) -> str:
        return str(self.id)


class Identity(CellModel):
    """An address of a contact: a claim until it is verified. Old ones stay as aliases."""

    contact = personal(CellForeignKey(Contact, related_name="identities"), "user.unique_id", source="ours")
    subject_id = personal(models.UUIDField(), "user.unique_id", source="ours")
    kind = impersonal(models.CharField(max_length=12), "email, phone or external")
    value = personal(SealedText(), "user.contact.email", rectifiable=True)
    digest = personal(
        models.BinaryField(max_length=16),
        "user.unique_id.pseudonymous",
        source="derived",
        erasure="delete",
        access="withhold",
        derived_from=("identity.value",),
    )
    verified = impersonal(models.BooleanField(default=False), "whether the person proved it")
    current = impersonal(models.BooleanField(default=True), "false for an alias that was replaced")
    created_at = impersonal(models.DateTimeField(auto_now_add=True), "when it was first given")

    class Meta:
        db_table = "identity"
        indexes = [models.Index(fields=["workspace_id", "kind", "digest"], name="identity_digest")]
        constraints = [
            models.UniqueConstraint(fields=["workspace_id", "contact", "kind", "digest"], name="identity_one")
        ]

    def __str__(self) -> str:
        return self.kind
