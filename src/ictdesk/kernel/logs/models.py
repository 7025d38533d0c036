"""The personal stream (control plane): partitions of a day, added to by the desk and dropped whole."""

from django.db import models

from ictdesk.kernel.datamap import impersonal
from ictdesk.kernel.ids import new_id
from ictdesk.kernel.logs import schema


def _personal[F](of: F, key: str) -> F:
    setattr(of, "privacy", schema.PERSONAL[key])  # noqa: B010 - the field's type has no such attribute
    return of


class LogLine(models.Model):
    """A request, a socket, a mail or an error. In the database the key is (at, id): a partition's must hold its bounds."""

    id = impersonal(models.UUIDField(primary_key=True, default=new_id, editable=False), "id of the row")
    at = impersonal(models.DateTimeField(), "when it happened")
    source = impersonal(models.CharField(max_length=8), "which part of the desk wrote it")
    event = impersonal(models.CharField(max_length=64), "name of what happened, from the code")
    workspace_id = impersonal(models.UUIDField(null=True), "in which workspace")
    user_id = _personal(models.UUIDField(null=True), "user")
    contact_id = _personal(models.UUIDField(null=True), "contact")
    ip = _personal(models.GenericIPAddressField(null=True), "ip")
    method = impersonal(models.CharField(max_length=8, blank=True), "a code")
    path = _personal(models.CharField(max_length=300, blank=True), "path")
    status = impersonal(models.SmallIntegerField(null=True), "a code")
    error = impersonal(models.CharField(max_length=64, blank=True), "type of an error, from the code")

    class Meta:
        db_table = "log_line"

    def __str__(self) -> str:
        return self.event
