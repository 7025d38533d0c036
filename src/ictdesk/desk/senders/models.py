"""A domain that a workspace writes under, and which inbox uses which address of it."""

from django.db import models

from ictdesk.desk.workspaces.models import Inbox
from ictdesk.kernel.datamap import impersonal, paths
from ictdesk.kernel.tenancy.fields import CellForeignKey
from ictdesk.kernel.tenancy.models import CellModel
from ictdesk.kernel.vault.sealed import SealedText

SETTING = "a setting of the organisation"


class SenderDomain(CellModel):
    """A domain with a key pair of its own. Whoever publishes the public half agrees to be written under."""

    person = paths.SETTINGS

    domain = impersonal(models.CharField(max_length=253), SETTING)
    selector = impersonal(models.CharField(max_length=40), "part of a name in DNS")
    subject_id = impersonal(models.UUIDField(), "which key the private key is sealed under")
    private_key = impersonal(SealedText(), "a key of the organisation, sealed")
    public_key = impersonal(models.TextField(max_length=800), "published in DNS")
    findings = impersonal(models.JSONField(default=list), "what DNS said when it was last asked")
    checked_at = impersonal(models.DateTimeField(null=True), "when DNS was last asked")
    verified_at = impersonal(
        models.DateTimeField(null=True), "since when DNS names the key; empty: it does not"
    )
    created_at = impersonal(models.DateTimeField(auto_now_add=True), "when it was added")

    class Meta:
        db_table = "sender_domain"
        constraints = [models.UniqueConstraint(fields=["workspace_id", "domain"], name="sender_domain_once")]

    def __str__(self) -> str:
        return self.domain


class SenderAddress(CellModel):
    """The address that an inbox answers from."""

    person = paths.SETTINGS

    inbox = impersonal(CellForeignKey(Inbox, related_name="+"), "which way in")
    domain = impersonal(CellForeignKey(SenderDomain, related_name="+"), SETTING)
    local = impersonal(models.CharField(max_length=64), SETTING)

    class Meta:
        db_table = "sender_address"
        constraints = [models.UniqueConstraint(fields=["workspace_id", "inbox"], name="sender_address_once")]

    def __str__(self) -> str:
        return str(self.id)
