"""Holds, and by which keys, addresses and threads they are found. A hold has a key of its own: it is evidence."""

from django.db import models

from ictdesk.kernel.datamap import impersonal, paths, personal
from ictdesk.kernel.tenancy.fields import CellForeignKey
from ictdesk.kernel.tenancy.models import CellModel
from ictdesk.kernel.vault.sealed import SealedText
from ictdesk.privacy.rights.models import CODE, DUTY, PROOF, TIME, member, said, subject


class Hold(CellModel):
    """What stays, why, and who answers for it. `whole`: the person with everything; else the threads alone."""

    person = paths.named("hold_subject", "hold_id")

    subject_id = subject(models.UUIDField())
    kind = impersonal(models.CharField(max_length=16), CODE)
    whole = impersonal(models.BooleanField(), "whether all of the person is held")
    reason = said(SealedText(default=""))
    review_on = impersonal(models.DateField(), "when somebody looks at it again")
    placed_by = member(models.UUIDField(null=True))
    placed_at = impersonal(models.DateTimeField(), TIME)
    approved_by = member(models.UUIDField(null=True))
    approved_at = impersonal(models.DateTimeField(null=True), TIME)
    lifted_by = member(models.UUIDField(null=True))
    lifted_at = impersonal(models.DateTimeField(null=True), TIME)

    class Meta:
        db_table = "hold"
        indexes = (
            models.Index(
                fields=["workspace_id", "review_on"],
                name="hold_open",
                condition=models.Q(lifted_at__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class HoldSubject(CellModel):
    """A key of whoever is held."""

    person = paths.subject("person_id")

    hold = impersonal(CellForeignKey(Hold, related_name="subjects"), "which hold")
    person_id = subject(models.UUIDField())

    class Meta:
        db_table = "hold_subject"
        constraints = (
            models.UniqueConstraint(fields=["workspace_id", "hold", "person_id"], name="hold_subject_one"),
        )
        indexes = (models.Index(fields=["workspace_id", "person_id"], name="hold_subject_of"),)

    def __str__(self) -> str:
        return str(self.id)


class HoldAddress(CellModel):
    """An address of whoever is held, as a keyed digest: who comes back as another contact is held too. Goes with the hold."""

    person = paths.digest("digest")

    hold = impersonal(CellForeignKey(Hold, related_name="addresses"), "which hold")
    digest = personal(
        models.BinaryField(max_length=32),
        "user.contact.email",
        source="derived",
        purposes=(DUTY,),
        retention="rights.closed",
        erasure="keep",
        keep_reason=PROOF,
        access="existence",
    )

    class Meta:
        db_table = "hold_address"
        indexes = (models.Index(fields=["workspace_id", "digest"], name="hold_address_of"),)

    def __str__(self) -> str:
        return str(self.id)


class HoldThread(CellModel):
    """A thread that is held."""

    person = paths.via("conversation_id", "conversation")

    stays = "an id that leads to nothing once the thread has gone"

    hold = impersonal(CellForeignKey(Hold, related_name="threads"), "which hold")
    conversation_id = impersonal(models.UUIDField(), "which thread")

    class Meta:
        db_table = "hold_thread"
        constraints = (
            models.UniqueConstraint(
                fields=["workspace_id", "hold", "conversation_id"], name="hold_thread_one"
            ),
        )
        indexes = (models.Index(fields=["workspace_id", "conversation_id"], name="hold_thread_of"),)

    def __str__(self) -> str:
        return str(self.id)
