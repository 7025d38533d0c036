"""Ends: how far each has come, what it counted, and its certificate. In the control plane, since it outlives the workspace."""

from django.db import models

from ictdesk.kernel.datamap import impersonal, personal
from ictdesk.kernel.datamap.fields import AGENT
from ictdesk.kernel.ids import new_id

CODE = "a code of a closed list"
TIME = "when it happened"


class WorkspaceEnd(models.Model):
    """The end of one workspace."""

    id = impersonal(models.UUIDField(primary_key=True, default=new_id, editable=False), "id of the row")
    workspace_id = impersonal(models.UUIDField(unique=True), "which workspace")
    slug = impersonal(models.SlugField(max_length=63), "its address, which nobody else gets")
    state = impersonal(models.CharField(max_length=8, default="running"), "blocked, running, waiting or done")
    step = impersonal(models.CharField(max_length=8, default="begin"), CODE)
    place = impersonal(models.IntegerField(default=0), "how many tables are through")
    rounds = impersonal(models.IntegerField(default=0), "how often rows had to be looked for again")
    trouble = impersonal(models.CharField(max_length=40, blank=True, default=""), "class of the last failure")
    counts = impersonal(models.JSONField(default=dict), "rows by table that went")
    keys = impersonal(models.IntegerField(default=0), "how many people's keys were destroyed")
    ledger = impersonal(models.BigIntegerField(null=True), "number of its entry in the ledger")
    owners = personal(
        models.JSONField(default=list),
        "user.contact.email",
        purposes=("essential.legal_obligation",),
        subjects=(AGENT,),
        retention="membership.ended",
        erasure="delete",
    )
    """Where the certificate goes; emptied once it is sent."""
    started_at = impersonal(models.DateTimeField(auto_now_add=True), TIME)
    keys_gone_at = impersonal(models.DateTimeField(null=True), TIME)
    done_at = impersonal(models.DateTimeField(null=True), TIME)
    warned_at = impersonal(
        models.DateTimeField(null=True), "when owners were last told what stands in the way"
    )
    certificate = impersonal(models.JSONField(null=True), "what is certified: counts, codes, ids and times")
    signature = impersonal(models.BinaryField(max_length=64, null=True), "of the certificate, Ed25519")

    class Meta:
        db_table = "workspace_end"

    def __str__(self) -> str:
        return f"{self.state} {self.slug}"
