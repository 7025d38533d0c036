"""A mailbox elsewhere, how far it has been read, and what went wrong last."""

from django.db import models

from ictdesk.desk.workspaces.models import Inbox
from ictdesk.kernel.datamap import impersonal, paths
from ictdesk.kernel.tenancy.fields import CellForeignKey
from ictdesk.kernel.tenancy.models import CellModel
from ictdesk.kernel.vault.sealed import SealedJSON, SealedText

SETTING = "a setting of the organisation"


class Mailbox(CellModel):
    """`kind` is password, google or microsoft: how one signs in."""

    person = paths.SETTINGS

    inbox = impersonal(CellForeignKey(Inbox, related_name="+"), "which way in")
    kind = impersonal(models.CharField(max_length=9), SETTING)
    host = impersonal(models.CharField(max_length=200), SETTING)
    port = impersonal(models.IntegerField(), SETTING)
    folder = impersonal(models.CharField(max_length=120, default="INBOX"), SETTING)
    subject_id = impersonal(models.UUIDField(), "which key user name and secret are sealed under")
    user = impersonal(SealedText(), "a user name of the organisation, sealed")
    secret = impersonal(SealedJSON(), "a password or token of the organisation, sealed")
    active = impersonal(models.BooleanField(default=True), "whether it is read")
    reads_from = impersonal(models.DateTimeField(), "mail that came there earlier is left alone")
    validity = impersonal(models.BigIntegerField(null=True), "UIDVALIDITY of the folder")
    last_uid = impersonal(models.BigIntegerField(default=0), "up to which mail it was read")
    stuck_uid = impersonal(models.BigIntegerField(default=0), "which mail could not be fetched the last time")
    state = impersonal(models.CharField(max_length=8, default="new"), "new, fine or failing")
    reason = impersonal(models.CharField(max_length=12, blank=True), "code of what went wrong last")
    checked_at = impersonal(models.DateTimeField(null=True), "when it was read last, or tried")
    created_at = impersonal(models.DateTimeField(auto_now_add=True), "when it was added")

    class Meta:
        db_table = "mailbox"
        indexes = [models.Index(fields=["workspace_id", "inbox"], name="mailbox_of")]

    def __str__(self) -> str:
        return str(self.id)
