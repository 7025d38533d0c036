"""What finds a message by its words."""

from django.db import models

from ictdesk.kernel.datamap import impersonal, paths, personal
from ictdesk.kernel.tenancy.models import CellModel


class SearchToken(CellModel):
    """That a message holds a word, as a keyed digest. The table is UNLOGGED: in no WAL, replica or backup."""

    person = paths.via("message_id", "message")

    token = personal(
        models.BigIntegerField(),
        "user.content.private.derived_text",
        source="derived",
        retention="with_message",
        erasure="delete",
        access="withhold",
        derived_from=("message.body",),
    )
    conversation_id = impersonal(models.UUIDField(), "which thread")
    message_id = impersonal(models.UUIDField(), "which message")

    class Meta:
        db_table = "search_token"
        constraints = [
            models.UniqueConstraint(fields=["workspace_id", "token", "message_id"], name="search_token_one")
        ]
        indexes = [models.Index(fields=["workspace_id", "message_id"], name="search_token_of_message")]

    def __str__(self) -> str:
        return str(self.token)
