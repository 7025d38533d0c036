"""Cases. A case has a key of its own: it is evidence, and outlives the key of the person it is about."""

from typing import Any

from django.db import models

from ictdesk.kernel.datamap import impersonal, paths, personal
from ictdesk.kernel.datamap.fields import AGENT
from ictdesk.kernel.tenancy.fields import CellForeignKey
from ictdesk.kernel.tenancy.models import CellModel
from ictdesk.kernel.vault.sealed import SealedText
from ictdesk.privacy.rights.states import ANSWERED

TIME = "when it happened"
CODE = "a code of a closed list"
DUTY = "essential.legal_obligation"
PROOF = "evidence that the request was answered, until claims about it have lapsed (Art. 5(2) GDPR)"


def said(field: Any, category: str = "user.privacy_preferences.request") -> Any:
    """What somebody said in a case."""
    return personal(
        field, category, purposes=(DUTY,), retention="rights.closed", erasure="keep", keep_reason=PROOF
    )


def member(field: Any) -> Any:
    """Which member did it."""
    return personal(
        field,
        "user.workplace",
        source="ours",
        purposes=(DUTY,),
        subjects=(AGENT,),
        retention="rights.closed",
        erasure="keep",
        keep_reason=PROOF,
        access="existence",
    )


def subject(field: Any) -> Any:
    return personal(
        field,
        "user.unique_id",
        source="ours",
        purposes=(DUTY,),
        retention="rights.closed",
        erasure="keep",
        keep_reason=PROOF,
    )


class RightsRequest(CellModel):
    """Somebody asked about their data. `subject_id` is the case's own key."""

    person = paths.named("rights_subject", "request_id")

    subject_id = subject(models.UUIDField())
    number = impersonal(models.IntegerField(), "counts the workspace's cases")
    rights = said(models.JSONField(default=list))
    requester = impersonal(models.CharField(max_length=8, default="self"), CODE)
    channel = impersonal(models.CharField(max_length=8), CODE)
    message_id = personal(
        models.UUIDField(null=True),
        "user.unique_id",
        source="observed",
        purposes=(DUTY,),
        retention="rights.closed",
        erasure="keep",
        keep_reason=PROOF,
    )
    """The message that asked, when there is one."""
    name = said(SealedText(default=""), "user.name")
    email = said(SealedText(default=""), "user.contact.email")
    words = said(SealedText(default=""))
    language = said(models.CharField(max_length=16, blank=True), "user.demographic.language")
    country = said(models.CharField(max_length=2, blank=True), "user.contact.address.country")
    regime = impersonal(models.CharField(max_length=4), CODE)
    received_at = impersonal(models.DateTimeField(), "when the official channel took it")
    received_on = impersonal(models.DateField(), "the day of it where the controller is")
    due_on = impersonal(models.DateField(), "until when we promise the answer")
    legal_on = impersonal(models.DateField(), "when the law's first period ends")
    late_after = impersonal(models.DateField(), "after which day it is late by law")
    longest_on = impersonal(models.DateField(), "when it ends with an extension")
    waited_days = impersonal(models.IntegerField(default=0), "days that did not count")
    state = impersonal(models.CharField(max_length=20, default="received"), CODE)
    identity = impersonal(models.CharField(max_length=16, blank=True), CODE)
    doubt = said(SealedText(default=""))
    question = said(SealedText(null=True))
    """Which data they mean, as they were asked."""
    detail_asked_at = impersonal(models.DateTimeField(null=True), TIME)
    detail_at = impersonal(models.DateTimeField(null=True), "when that was answered")
    identity_asked_at = impersonal(models.DateTimeField(null=True), TIME)
    identified_at = impersonal(models.DateTimeField(null=True), TIME)
    extended_at = impersonal(models.DateTimeField(null=True), TIME)
    extension_reason = impersonal(models.CharField(max_length=40, blank=True), CODE)
    decided_by = member(models.UUIDField(null=True))
    decided_at = impersonal(models.DateTimeField(null=True), TIME)
    read_by = member(models.UUIDField(null=True))
    delivered_at = impersonal(models.DateTimeField(null=True), TIME)
    closed_at = impersonal(models.DateTimeField(null=True), TIME)
    warned = impersonal(models.IntegerField(null=True), "days left at the last warning")
    merged_into = impersonal(
        CellForeignKey("self", null=True, related_name="+"), "the case it became part of"
    )

    class Meta:
        db_table = "rights_request"
        constraints = [models.UniqueConstraint(fields=["workspace_id", "number"], name="rights_number")]
        indexes = [
            models.Index(
                fields=["workspace_id", "due_on", "id"],
                name="rights_open",
                condition=~models.Q(state__in=sorted(ANSWERED)),
            )
        ]

    def __str__(self) -> str:
        return f"R{self.number}"


class RightsSubject(CellModel):
    """Whom a case is about: a subject whose key the vault holds, or held."""

    person = paths.subject("person_id")

    request = impersonal(CellForeignKey(RightsRequest, related_name="subjects"), "which case")
    person_id = subject(models.UUIDField())

    class Meta:
        db_table = "rights_subject"
        constraints = [
            models.UniqueConstraint(
                fields=["workspace_id", "request", "person_id"], name="rights_subject_one"
            )
        ]

    def __str__(self) -> str:
        return str(self.id)


class RightsItem(CellModel):
    """What was decided about one right."""

    person = paths.via("request_id", "rights_request")

    request = impersonal(CellForeignKey(RightsRequest, related_name="items"), "which case")
    subject_id = subject(models.UUIDField())
    right = said(models.CharField(max_length=16))
    outcome = said(models.CharField(max_length=12))
    reason = said(models.CharField(max_length=40, blank=True))
    words = said(SealedText(default=""))

    class Meta:
        db_table = "rights_item"
        constraints = [
            models.UniqueConstraint(fields=["workspace_id", "request", "right"], name="rights_item_one")
        ]

    def __str__(self) -> str:
        return str(self.right)


class RightsLetter(CellModel):
    """A letter to whoever asked, word for word, with the digest of its text."""

    person = paths.via("request_id", "rights_request")

    request = impersonal(CellForeignKey(RightsRequest, related_name="letters"), "which case")
    subject_id = subject(models.UUIDField())
    kind = impersonal(models.CharField(max_length=16), CODE)
    title = said(SealedText())
    body = said(SealedText())
    address = said(SealedText(null=True))
    """To whom it goes; empty for the case's own address."""
    replies_to = said(SealedText(null=True))
    """The id of the mail that it answers by itself (RFC 3834)."""
    digest = impersonal(models.BinaryField(max_length=32), "SHA-256 of the text under a random salt")
    salt = impersonal(models.BinaryField(max_length=32), "random")
    written_at = impersonal(models.DateTimeField(), TIME)
    sent_at = impersonal(models.DateTimeField(null=True), TIME)

    class Meta:
        db_table = "rights_letter"
        indexes = [models.Index(fields=["workspace_id", "request"], name="rights_letter_of")]

    def __str__(self) -> str:
        return self.kind
