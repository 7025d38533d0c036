"""Who accepted the agreement, when, and in which version (control plane), and the documents that were signed (in the cell)."""

from typing import Any

from django.db import models

from ictdesk.kernel.datamap import impersonal, paths, personal
from ictdesk.kernel.datamap.fields import AGENT
from ictdesk.kernel.ids import new_id
from ictdesk.kernel.tenancy.models import CellModel
from ictdesk.kernel.vault.sealed import SealedJSON

TIME = "when it happened"
CODE = "a code of a closed list"
HASH = "SHA-256 of a document"
PROOF = "the contract has to be in writing and provable (Art. 28(9), 17(3)(b) and (e) GDPR)"


def _kept(field: Any, category: str, **more: Any) -> Any:
    return personal(
        field,
        category,
        source="provided",
        purposes=("essential.legal_obligation",),
        subjects=("workspace_admin",),
        retention="contract_end",
        erasure="keep",
        keep_reason=PROOF,
        **more,
    )


def _who(field: Any) -> Any:
    """The id of a member."""
    return personal(
        field,
        "user.unique_id.pseudonymous",
        source="ours",
        purposes=("essential.legal_obligation",),
        subjects=(AGENT,),
        retention="contract_end",
        erasure="keep",
        keep_reason=PROOF,
    )


class AgreementAcceptance(models.Model):
    """Rows are added and never changed: the first one of a workspace is its beginning."""

    id = impersonal(models.UUIDField(primary_key=True, default=new_id, editable=False), "id of the row")
    workspace_id = impersonal(models.UUIDField(), "which workspace it binds")
    version = impersonal(models.CharField(max_length=16), "which version of the agreement")
    digest = impersonal(models.BinaryField(), "SHA-256 of the text that was accepted")
    user_id = personal(
        models.UUIDField(),
        "user.unique_id",
        source="observed",
        purposes=("essential.legal_obligation",),
        subjects=("workspace_admin",),
        retention="event",
        erasure="keep",
        keep_reason="the contract has to be in writing and provable (Art. 28(9), 17(3)(b) and (e) GDPR)",
    )
    """The account that accepted for the organisation."""
    accepted_at = impersonal(models.DateTimeField(), "when it was accepted")

    class Meta:
        db_table = "agreement_acceptance"
        constraints = [
            models.UniqueConstraint(fields=["workspace_id", "version"], name="agreement_acceptance_once")
        ]

    def __str__(self) -> str:
        return self.version


class AgreementDocument(CellModel):
    """One version of the signed document, under a key of its own. Once it is issued nothing in it changes; what others say of it is added.

    `parties`: a `parties.Customer`. `content`: everything else in it, as `annexes.of` read it. `changes`: what is other than in the version
    before. `sha256` is of the file that we signed, `signed_sha256` of the one that the customer signed too.
    """

    person = paths.member("asked_by") | paths.member("signed_by")

    subject_id = impersonal(models.UUIDField(), "key of the document")
    number = impersonal(models.IntegerField(), "count of the versions")
    state = impersonal(models.CharField(max_length=8, default="waiting"), CODE)
    parties = _kept(SealedJSON(), "user.contact")
    content = impersonal(models.JSONField(default=dict), "clauses, annexes and companies")
    digest = impersonal(models.CharField(max_length=64, blank=True), "SHA-256 of parties and content")
    changes = impersonal(models.JSONField(default=list), "what is other than before, of the content")
    certificate = impersonal(models.TextField(blank=True), "the certificate of the installation, as PEM")
    evaluation = impersonal(models.BooleanField(default=False), "whether the installation made it for itself")
    stamped = impersonal(models.BooleanField(default=False), "whether an authority of time signed too")
    sha256 = impersonal(models.CharField(max_length=64, blank=True), HASH)
    blob_id = impersonal(models.UUIDField(null=True), "the document, sealed")
    asked_by = _who(models.UUIDField(null=True))
    asked_at = impersonal(models.DateTimeField(), TIME)
    issued_at = impersonal(models.DateTimeField(null=True), TIME)
    way = impersonal(models.CharField(max_length=8, blank=True), "how the customer signed")
    signed_by = _who(models.UUIDField(null=True))
    signed_at = impersonal(models.DateTimeField(null=True), TIME)
    evidence = _kept(SealedJSON(null=True), "user.name")
    evidence_signature = impersonal(models.BinaryField(null=True), "our signature of the evidence")
    signed_sha256 = impersonal(models.CharField(max_length=64, blank=True), HASH)
    signed_blob_id = impersonal(models.UUIDField(null=True), "the document with both signatures, sealed")

    class Meta:
        db_table = "agreement_document"
        constraints = (
            models.UniqueConstraint(fields=["workspace_id", "number"], name="agreement_document_one"),
            models.CheckConstraint(
                condition=models.Q(state__in=["waiting", "issued", "signed", "followed", "failed"]),
                name="agreement_document_state",
            ),
        )

    def __str__(self) -> str:
        return f"{self.state} {self.number}"
