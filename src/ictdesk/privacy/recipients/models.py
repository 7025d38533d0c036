"""What was handed to whom where nothing else proves it, and what each recipient was told afterwards."""

from typing import Any

from django.db import models

from ictdesk.kernel.datamap import impersonal, paths, personal
from ictdesk.kernel.tenancy.fields import CellForeignKey
from ictdesk.kernel.tenancy.models import CellModel
from ictdesk.kernel.vault.sealed import SealedText
from ictdesk.privacy.rights.models import CODE, DUTY, TIME, member, said, subject

PROOF = "evidence that recipients were told (Art. 19 GDPR); its ids lead to nobody afterwards"


def proof(field: Any) -> Any:
    """An id that stays as evidence."""
    return personal(
        field,
        "user.unique_id.pseudonymous",
        source="ours",
        purposes=(DUTY,),
        retention="rights.closed",
        erasure="keep",
        keep_reason=PROOF,
        access="existence",
    )


class ProgramRead(CellModel):
    """A program read what is known of a contact: the first day and the last."""

    person = paths.contact("contact_id")

    contact_id = personal(
        models.UUIDField(), "user.unique_id", source="ours", purposes=(DUTY,), erasure="delete"
    )
    key_id = impersonal(models.UUIDField(), "which program's key")
    first_on = impersonal(models.DateField(), TIME)
    last_on = impersonal(models.DateField(), TIME)

    class Meta:
        db_table = "program_read"
        constraints = (
            models.UniqueConstraint(fields=["workspace_id", "contact_id", "key_id"], name="program_read_one"),
        )

    def __str__(self) -> str:
        return str(self.id)


class Disclosure(CellModel):
    """Somebody was given a person's data, as a member wrote it down. It has a key of its own: it outlives the person's."""

    person = paths.subject("person_id")

    person_id = subject(models.UUIDField())
    subject_id = subject(models.UUIDField())
    kind = impersonal(models.CharField(max_length=10), CODE)
    name = said(SealedText(), "user.contact.organization")
    address = said(SealedText(default=""), "user.contact")
    what = said(SealedText(default=""), "user.content.private.custom")
    secret = impersonal(models.BooleanField(default=False), "whether a law forbids to tell of it")
    made_by = member(models.UUIDField(null=True))
    given_on = impersonal(models.DateField(), TIME)
    noted_at = impersonal(models.DateTimeField(), TIME)

    class Meta:
        db_table = "disclosure"
        indexes = (models.Index(fields=["workspace_id", "person_id"], name="disclosure_of"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class RecipientNotice(CellModel):
    """One recipient is to be told of one act, and how far that is. Ids and codes: no name, no address, no content."""

    person = paths.named("recipient_notice_subject", "notice_id")

    cause = impersonal(models.CharField(max_length=13), CODE)
    cause_id = impersonal(models.UUIDField(), "which erasure, correction or restriction")
    case_id = impersonal(models.UUIDField(null=True), "which case asked for it")
    contacts = proof(models.JSONField(default=list))
    kind = impersonal(models.CharField(max_length=8), CODE)
    recipient = proof(models.CharField(max_length=40))
    """A contact's id, a key's, a disclosure's, or a carrier's name."""
    threads = impersonal(models.JSONField(default=list), "numbers of conversations")
    what = impersonal(models.CharField(max_length=80, blank=True, default=""), "which column was corrected")
    state = impersonal(models.CharField(max_length=9, default="to_tell"), CODE)
    reason = impersonal(models.CharField(max_length=16, blank=True, default=""), CODE)
    attempts = impersonal(models.IntegerField(default=0), "how often it was tried")
    made_at = impersonal(models.DateTimeField(), TIME)
    due_at = impersonal(
        models.DateTimeField(null=True), "when to tell them; empty: not before the act is done"
    )
    settled_at = impersonal(models.DateTimeField(null=True), TIME)
    settled_by = member(models.UUIDField(null=True))

    class Meta:
        db_table = "recipient_notice"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state__in=["to_tell", "told", "confirmed", "unable"]),
                name="recipient_notice_state",
            ),
        )
        indexes = (
            models.Index(fields=["workspace_id", "cause_id"], name="recipient_notice_cause"),
            models.Index(fields=["workspace_id", "kind", "recipient"], name="recipient_notice_whom"),
            models.Index(
                fields=["workspace_id", "id"],
                name="recipient_notice_open",
                condition=models.Q(state="to_tell"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"


class RecipientNoticeSubject(CellModel):
    """Whose data a notice is about."""

    person = paths.subject("person_id")

    notice = impersonal(CellForeignKey(RecipientNotice, related_name="subjects"), "which notice")
    person_id = proof(models.UUIDField())

    class Meta:
        db_table = "recipient_notice_subject"
        constraints = (
            models.UniqueConstraint(
                fields=["workspace_id", "notice", "person_id"], name="recipient_notice_subject_one"
            ),
        )
        indexes = (models.Index(fields=["workspace_id", "person_id"], name="recipient_notice_subject_of"),)

    def __str__(self) -> str:
        return str(self.id)
