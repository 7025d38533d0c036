"""Contacts and the addresses under which they are known."""

from django.db import models

from ictdesk.kernel.datamap import impersonal, paths, personal
from ictdesk.kernel.tenancy.fields import CellForeignKey
from ictdesk.kernel.tenancy.models import CellModel
from ictdesk.kernel.vault.sealed import SealedJSON, SealedText

SETTING = "a setting of the organisation"


class Contact(CellModel):
    """A person who wrote. Made with the first message, not before."""

    person = paths.contact("id")

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
    merged_into = personal(
        CellForeignKey("self", null=True, related_name="merged"),
        "user.unique_id",
        source="derived",
        erasure="delete",
    )
    """Who shows this person's conversations now. What is sealed under this row's key stays so."""
    created_at = impersonal(models.DateTimeField(auto_now_add=True), "when they first wrote")
    last_seen_at = personal(
        models.DateTimeField(auto_now_add=True),
        "user.telemetry.presence",
        source="observed",
        erasure="delete",
    )

    class Meta:
        db_table = "contact"
        indexes = [
            models.Index(fields=["workspace_id", "-last_seen_at", "id"], name="contact_recent"),
            models.Index(
                fields=["workspace_id", "merged_into"],
                name="contact_merged",
                condition=models.Q(merged_into__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Identity(CellModel):
    """An address of a contact: a claim until it is verified. Old ones stay as aliases."""

    person = paths.contact("contact_id") | paths.subject("subject_id")

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


class AttributeDefinition(CellModel):
    """A field that the workspace adds to its contacts or tickets, with its entry in the data map."""

    person = paths.SETTINGS

    about = impersonal(models.CharField(max_length=7, default="contact"), "contact or ticket")
    key = impersonal(models.CharField(max_length=40), SETTING)
    label = impersonal(models.CharField(max_length=80), SETTING)
    kind = impersonal(models.CharField(max_length=8), "text, number, date, choice or flag")
    choices = impersonal(models.JSONField(default=list), SETTING)
    category = impersonal(models.CharField(max_length=60), "entry of the data map")
    source = impersonal(models.CharField(max_length=10), "entry of the data map")
    purpose = impersonal(models.CharField(max_length=80), "entry of the data map")
    position = impersonal(models.IntegerField(default=0), "order on the page")
    types = impersonal(models.JSONField(default=list), "ids of the ticket types that have it; empty: all")
    required = impersonal(models.BooleanField(default=False), "whether a ticket needs it to be solved")
    public = impersonal(models.BooleanField(default=False), "whether the form asks for it")

    class Meta:
        db_table = "attribute_definition"
        constraints = [
            models.UniqueConstraint(fields=["workspace_id", "about", "key"], name="attribute_definition_key"),
            models.CheckConstraint(
                condition=models.Q(about__in=["contact", "ticket"]), name="attribute_definition_about"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["text", "number", "date", "choice", "flag"]),
                name="attribute_definition_kind",
            ),
        ]

    def __str__(self) -> str:
        return self.key


class AttributeValue(CellModel):
    """What is known of one contact under one definition."""

    person = paths.contact("contact_id") | paths.subject("subject_id")

    contact = personal(CellForeignKey(Contact, related_name="attributes"), "user.unique_id", source="ours")
    definition = impersonal(CellForeignKey(AttributeDefinition, related_name="values"), "which field")
    subject_id = personal(models.UUIDField(), "user.unique_id", source="ours")
    value = personal(SealedJSON(), "user.content.private.custom", rectifiable=True)
    changed_at = impersonal(models.DateTimeField(), "when it was written")

    class Meta:
        db_table = "attribute_value"
        constraints = [
            models.UniqueConstraint(
                fields=["workspace_id", "contact", "definition"], name="attribute_value_one"
            )
        ]
        indexes = [models.Index(fields=["workspace_id", "definition"], name="attribute_value_of_definition")]

    def __str__(self) -> str:
        return str(self.id)


class ContactMerge(CellModel):
    """That one contact went into another: what moved, so that it can be taken back."""

    person = paths.contact("source_id") | paths.contact("target_id")

    source = personal(
        CellForeignKey(Contact, related_name="+"), "user.unique_id", source="derived", erasure="delete"
    )
    target = personal(
        CellForeignKey(Contact, related_name="merges"), "user.unique_id", source="derived", erasure="delete"
    )
    moved = impersonal(models.JSONField(default=dict), "ids of the rows that moved, by kind")
    made_at = impersonal(models.DateTimeField(), "when it was done")
    undone_at = impersonal(models.DateTimeField(null=True), "when it was taken back")

    class Meta:
        db_table = "contact_merge"
        indexes = [
            models.Index(fields=["workspace_id", "target", "-made_at"], name="contact_merge_of_target"),
            models.Index(fields=["workspace_id", "source"], name="contact_merge_of_source"),
        ]

    def __str__(self) -> str:
        return str(self.id)
