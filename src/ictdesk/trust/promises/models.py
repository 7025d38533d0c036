"""What checks found, what people vouch for, and when a claim turned (control plane). Rows are added and never changed."""

from django.db import models

from ictdesk.kernel.datamap import impersonal, personal
from ictdesk.kernel.datamap.fields import AGENT
from ictdesk.kernel.ids import new_id

CODE = "a code of a closed list"
TIME = "when it happened"
FOUND = "what was found: counts, digests, dates and ids"


class CheckResult(models.Model):
    """One run of one check. `fault` says in words what is broken, or why there was nothing to check."""

    id = impersonal(models.UUIDField(primary_key=True, default=new_id, editable=False), "id of the row")
    name = impersonal(models.CharField(max_length=60), CODE)
    at = impersonal(models.DateTimeField(), TIME)
    outcome = impersonal(models.CharField(max_length=8), "passed, failed or absent")
    evidence = impersonal(models.JSONField(default=dict), FOUND)
    fault = impersonal(models.CharField(max_length=400, blank=True), FOUND)
    version = impersonal(models.CharField(max_length=40), "which software")
    commit = impersonal(models.CharField(max_length=64, blank=True), "which software")
    map_hash = impersonal(models.CharField(max_length=64), "SHA-256 of the data map")
    took = impersonal(models.IntegerField(), "milliseconds")

    class Meta:
        db_table = "check_result"
        indexes = (models.Index(fields=["name", "-at"], name="check_result_newest"),)

    def __str__(self) -> str:
        return f"{self.name} {self.outcome}"


class Attestation(models.Model):
    """Somebody vouches, until a day, for what no program can see. Their name is shown inside alone."""

    id = impersonal(models.UUIDField(primary_key=True, default=new_id, editable=False), "id of the row")
    claim = impersonal(models.CharField(max_length=40), CODE)
    at = impersonal(models.DateTimeField(), TIME)
    until = impersonal(models.DateField(), "the last day on which it counts")
    words = impersonal(models.CharField(max_length=500), "what they looked at")
    user_id = personal(
        models.UUIDField(),
        "user.unique_id.pseudonymous",
        source="ours",
        purposes=("essential.legal_obligation",),
        subjects=(AGENT,),
        retention="event",
        erasure="keep",
        keep_reason="who vouched for a measure has to be provable (Art. 5(2), 24 GDPR); an id, no content",
    )

    class Meta:
        db_table = "attestation"
        indexes = (models.Index(fields=["claim", "-at"], name="attestation_newest"),)

    def __str__(self) -> str:
        return f"{self.claim} {self.until}"


class ClaimTurn(models.Model):
    """From this moment on a claim has this state."""

    id = impersonal(models.UUIDField(primary_key=True, default=new_id, editable=False), "id of the row")
    claim = impersonal(models.CharField(max_length=40), CODE)
    at = impersonal(models.DateTimeField(), TIME)
    state = impersonal(models.CharField(max_length=14), CODE)

    class Meta:
        db_table = "claim_turn"
        indexes = (models.Index(fields=["claim", "-at"], name="claim_turn_newest"),)

    def __str__(self) -> str:
        return f"{self.claim} {self.state}"
