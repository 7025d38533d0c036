"""Purposes that rest on consent, their wordings, and what people answered."""

from typing import Any

from django.db import models

from ictdesk.kernel.datamap import impersonal, paths, personal
from ictdesk.kernel.tenancy.fields import CellForeignKey
from ictdesk.kernel.tenancy.models import CellModel
from ictdesk.kernel.vault.sealed import SealedText

SETTING = "a setting of the organisation"
CODE = "a code of a closed list"
TIME = "when it happened"
DUTY = "essential.legal_obligation"
WHY = "proof of what was agreed to, and so that nothing is sent against a refusal (Art. 7(1), 7(3) GDPR)"


def _kept(field: Any, category: str, **more: Any) -> Any:
    return personal(
        field,
        category,
        purposes=(DUTY,),
        retention="consent_end",
        erasure="keep",
        keep_reason=WHY,
        **more,
    )


class ConsentPurpose(CellModel):
    """What people may agree to. `use` is its key in the data map, whose basis is consent."""

    person = paths.SETTINGS

    key = impersonal(models.SlugField(max_length=40), SETTING)
    name = impersonal(models.CharField(max_length=80), SETTING)
    use = impersonal(models.CharField(max_length=80), SETTING)
    double = impersonal(models.BooleanField(default=True), SETTING)
    """Whether it counts only when the mailbox's owner confirmed it."""
    months = impersonal(models.SmallIntegerField(default=0), SETTING)
    """How long it holds; 0: until it is withdrawn."""
    version = impersonal(models.IntegerField(default=0), "the newest wording")
    counts_from = impersonal(models.IntegerField(default=1), "the oldest wording that still counts")
    closed_at = impersonal(models.DateTimeField(null=True), TIME)
    chat = impersonal(models.CharField(max_length=5, blank=True, default=""), SETTING)
    """When the chat asks it: at its `start` or `end`; empty: it does not. One purpose of a workspace at most."""

    class Meta:
        db_table = "consent_purpose"
        constraints = (
            models.UniqueConstraint(fields=["workspace_id", "key"], name="consent_purpose_key"),
            models.UniqueConstraint(
                fields=["workspace_id"], condition=~models.Q(chat=""), name="consent_purpose_chat"
            ),
        )

    def __str__(self) -> str:
        return self.key


class ConsentWording(CellModel):
    """The exact words of one version in one language. They are never changed, only followed by others."""

    person = paths.SETTINGS

    purpose = impersonal(CellForeignKey(ConsentPurpose, related_name="+"), "which purpose")
    version = impersonal(models.IntegerField(), "count of the versions")
    language = impersonal(models.CharField(max_length=16), SETTING)
    text = impersonal(models.CharField(max_length=1000), SETTING)
    digest = impersonal(models.BinaryField(max_length=32), "SHA-256 of the text")
    material = impersonal(models.BooleanField(), "whether what is agreed to changed")
    published_at = impersonal(models.DateTimeField(), TIME)

    class Meta:
        db_table = "consent_wording"
        constraints = (
            models.UniqueConstraint(
                fields=["workspace_id", "purpose", "version", "language"], name="consent_wording_one"
            ),
        )

    def __str__(self) -> str:
        return f"{self.version} ({self.language})"


class ConsentEvent(CellModel):
    """One answer of one address to one purpose, and how it was given."""

    person = paths.digest("digest")

    digest = _kept(
        models.BinaryField(max_length=16), "user.unique_id.pseudonymous", source="derived", access="withhold"
    )
    purpose = impersonal(CellForeignKey(ConsentPurpose, related_name="+"), "which purpose")
    state = _kept(models.CharField(max_length=12), "user.privacy_preferences")
    version = impersonal(models.IntegerField(), "which wording; 0: none is known")
    language = impersonal(models.CharField(max_length=16, blank=True), CODE)
    how = impersonal(models.CharField(max_length=8), CODE)
    place = impersonal(models.CharField(max_length=80, blank=True), "which control on which page")
    gpc = _kept(models.BooleanField(default=False), "user.privacy_preferences", source="observed")
    """Whether the browser said Global Privacy Control with it."""
    proof = impersonal(CellForeignKey("self", null=True, related_name="+"), "the question that this confirms")
    at = impersonal(models.DateTimeField(), TIME)
    ends_at = impersonal(models.DateTimeField(null=True), "when it ends by itself")

    class Meta:
        db_table = "consent_event"
        indexes = (models.Index(fields=["workspace_id", "digest", "purpose"], name="consent_event_of"),)

    def __str__(self) -> str:
        return f"{self.state} {self.at:%Y-%m-%d}"


class ConsentState(CellModel):
    """What the events of one address for one purpose come to. Locked by whoever sends, and by whoever withdraws."""

    person = paths.digest("digest")

    digest = _kept(
        models.BinaryField(max_length=16), "user.unique_id.pseudonymous", source="derived", access="withhold"
    )
    purpose = impersonal(CellForeignKey(ConsentPurpose, related_name="+"), "which purpose")
    state = _kept(models.CharField(max_length=12), "user.privacy_preferences")
    version = impersonal(models.IntegerField(), "which wording; 0: none is known")
    event = impersonal(CellForeignKey(ConsentEvent, related_name="+"), "the newest event")
    at = impersonal(models.DateTimeField(), TIME)
    ends_at = impersonal(models.DateTimeField(null=True), "when it ends by itself")
    fence_at = impersonal(models.DateTimeField(null=True), "nothing rendered before is sent")

    class Meta:
        db_table = "consent_state"
        constraints = (
            models.UniqueConstraint(fields=["workspace_id", "digest", "purpose"], name="consent_state_one"),
        )
        indexes = (models.Index(fields=["workspace_id", "state", "ends_at"], name="consent_state_ends"),)

    def __str__(self) -> str:
        return str(self.state)


class ConsentQuestion(CellModel):
    """A mail that asks a mailbox's owner to confirm. The address is kept for it alone, sealed, and a week at most."""

    person = paths.digest("digest")

    digest = personal(
        models.BinaryField(max_length=16),
        "user.unique_id.pseudonymous",
        source="derived",
        purposes=(DUTY,),
        retention="event",
        erasure="delete",
        access="withhold",
    )
    subject_id = personal(
        models.UUIDField(), "user.unique_id", source="ours", purposes=(DUTY,), retention="event"
    )
    address = personal(SealedText(), "user.contact.email", purposes=(DUTY,), retention="event")
    event = impersonal(CellForeignKey(ConsentEvent, related_name="+"), "what is to be confirmed")
    sent_at = impersonal(models.DateTimeField(null=True), TIME)
    ends_at = impersonal(models.DateTimeField(), "until when it can be confirmed")

    class Meta:
        db_table = "consent_question"
        indexes = (
            models.Index(fields=["workspace_id", "digest"], name="consent_question_of"),
            models.Index(fields=["workspace_id", "event"], name="consent_question_event"),
            models.Index(fields=["workspace_id", "ends_at"], name="consent_question_ends"),
        )

    def __str__(self) -> str:
        return str(self.id)
