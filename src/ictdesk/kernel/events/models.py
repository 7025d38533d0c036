"""The stream of a workspace's events."""

from django.db import models

from ictdesk.kernel.datamap import impersonal, paths, personal
from ictdesk.kernel.datamap.fields import AGENT, END_USER
from ictdesk.kernel.tenancy.models import CellModel


class TransactionId(models.BigIntegerField):  # type: ignore[type-arg]
    """The id of the transaction that wrote the row, given by the database.

    Kept as bigint: its comparison is leakproof, so that the index is used under row-level security.
    """

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs["db_default"] = models.Func(function="ictdesk_xid")
        kwargs["editable"] = False
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]

    def deconstruct(self) -> tuple[str, str, list[object], dict[str, object]]:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("db_default", None)
        kwargs.pop("editable", None)
        return name, path, list(args), kwargs


class Event(CellModel):
    """One fact. `version` counts the events of its conversation; `visitor_version` those a visitor may see."""

    person = (
        paths.contact("contact_id") | paths.contact("actor_id") | paths.via("conversation_id", "conversation")
    )

    stays = "the stream is only added to; an id of somebody erased leads to nobody"

    xid = impersonal(TransactionId(), "transaction that wrote it")
    kind = impersonal(models.CharField(max_length=40), "what happened")
    conversation_id = impersonal(models.UUIDField(null=True), "which conversation")
    message_id = impersonal(models.UUIDField(null=True), "which message")
    contact_id = personal(models.UUIDField(null=True), "user.unique_id", source="ours", retention="event")
    version = impersonal(models.BigIntegerField(null=True), "count of the conversation's changes")
    visitor_version = impersonal(models.BigIntegerField(null=True), "count of the changes a visitor may see")
    actor_kind = impersonal(models.CharField(max_length=8), "kind of actor")
    actor_id = personal(
        models.UUIDField(null=True),
        "user.unique_id",
        source="ours",
        subjects=(AGENT, END_USER),
        retention="event",
    )
    at = impersonal(models.DateTimeField(), "when it happened")

    class Meta:
        db_table = "event"
        indexes = [
            models.Index(fields=["workspace_id", "xid", "id"], name="event_stream"),
            models.Index(
                fields=["workspace_id", "conversation_id", "visitor_version"], name="event_of_conversation"
            ),
        ]

    def __str__(self) -> str:
        return self.kind


class Position(CellModel):
    """How far a reader that works in the background has come."""

    person = paths.nobody("how far a reader of events has come")

    reader = impersonal(models.CharField(max_length=40), "name of the reader")
    xid = impersonal(models.BigIntegerField(), "transaction it has read up to")
    event_id = impersonal(models.UUIDField(), "event it has read up to")

    class Meta:
        db_table = "event_position"
        constraints = [models.UniqueConstraint(fields=["workspace_id", "reader"], name="event_position_one")]

    def __str__(self) -> str:
        return self.reader
