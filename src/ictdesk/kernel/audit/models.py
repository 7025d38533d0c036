"""The audit trail of a workspace: what was done, and the log that shows that nothing of it was altered.

A record is what can be erased (who, on what, facts); its entry in the log has none of that, only a commitment to it.
Triggers and the grants refuse changes.
"""

from django.db import models

from ictdesk.kernel.datamap import impersonal, paths, personal
from ictdesk.kernel.datamap.fields import AGENT, END_USER, SECURITY
from ictdesk.kernel.tenancy.models import CellModel


class Salt(models.BinaryField):  # type: ignore[type-arg]
    """32 random bytes, given by the database. Without them nobody can try out what a commitment is about."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs["db_default"] = models.Func(function="ictdesk_salt")
        kwargs["null"] = True
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]

    def deconstruct(self) -> tuple[str, str, list[object], dict[str, object]]:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("db_default", None)
        kwargs.pop("null", None)
        return name, path, list(args), kwargs


class AuditRecord(CellModel):
    """One act: who, what, on which object. Ids and codes only, no content."""

    person = paths.contact("actor_id") | paths.contact("object_id") | paths.via("object_id", "conversation")

    at = impersonal(models.DateTimeField(), "when")
    actor_kind = impersonal(models.CharField(max_length=8), "kind of actor")
    actor_id = personal(
        models.UUIDField(null=True),
        "user.unique_id.pseudonymous",
        source="ours",
        purposes=(SECURITY,),
        subjects=(AGENT, END_USER),
        retention="event",
        erasure="keep",
        keep_reason="evidence of who acted on personal data; holds an id, no content",
    )
    action = impersonal(models.CharField(max_length=60), "what was done")
    object_kind = impersonal(models.CharField(max_length=40), "kind of object")
    object_id = personal(
        models.UUIDField(null=True),
        "user.unique_id.pseudonymous",
        source="ours",
        purposes=(SECURITY,),
        subjects=(AGENT, END_USER),
        retention="event",
        erasure="keep",
        keep_reason="evidence of what was acted on; holds an id, no content",
    )
    facts = impersonal(models.JSONField(default=dict), "codes and counts that say more")
    salt = impersonal(Salt(), "random bytes of the commitment; none once who and what were forgotten")

    class Meta:
        db_table = "audit_record"
        indexes = [models.Index(fields=["workspace_id", "at"], name="audit_by_time")]

    def __str__(self) -> str:
        return self.action


class AuditEntry(CellModel):
    """A record's place in the log, by the record's own id: its header, and a commitment to the rest."""

    person = paths.nobody("says what was done and when; of who and on what only a salted digest")

    place = impersonal(models.BigIntegerField(), "place in the log, from 0 without a gap")
    at = impersonal(models.DateTimeField(), "when the act was")
    actor_kind = impersonal(models.CharField(max_length=8), "kind of actor")
    action = impersonal(models.CharField(max_length=60), "what was done")
    object_kind = impersonal(models.CharField(max_length=40), "kind of object")
    commitment = impersonal(models.BinaryField(max_length=32), "keyed digest of who, on what and facts")
    leaf = impersonal(models.BinaryField(max_length=32), "leaf of the tree (RFC 6962)")

    class Meta:
        db_table = "audit_entry"
        constraints = [models.UniqueConstraint(fields=["workspace_id", "place"], name="audit_entry_place")]

    def __str__(self) -> str:
        return f"{self.place} {self.action}"


class AuditNode(CellModel):
    """The root of a whole subtree of 256 or 65,536 entries, so that a proof reads hundreds of rows and not all."""

    person = paths.nobody("a digest of digests")

    level = impersonal(models.SmallIntegerField(), "power of 256 that it spans")
    place = impersonal(models.BigIntegerField(), "which of its level, from 0")
    digest = impersonal(models.BinaryField(max_length=32), "root of the subtree")

    class Meta:
        db_table = "audit_node"
        constraints = [
            models.UniqueConstraint(fields=["workspace_id", "level", "place"], name="audit_node_place")
        ]

    def __str__(self) -> str:
        return f"{self.level}:{self.place}"


class AuditCheckpoint(CellModel):
    """What was promised at a time: so many entries with this root, signed (C2SP tlog-checkpoint)."""

    person = paths.nobody("a signed count and digest")

    at = impersonal(models.DateTimeField(), "when it was signed")
    size = impersonal(models.BigIntegerField(), "entries that it covers")
    root = impersonal(models.BinaryField(max_length=32), "root of the tree of them")
    note = impersonal(models.TextField(), "the signed note as it is given out")

    class Meta:
        db_table = "audit_checkpoint"
        constraints = [models.UniqueConstraint(fields=["workspace_id", "size"], name="audit_checkpoint_size")]

    def __str__(self) -> str:
        return str(self.size)


class PublicPromise(models.Model):
    """A checkpoint of some workspace in the installation's own log, as a digest; in the control plane.

    Whose it is only its holder can tell: the note that was digested has a root that nobody guesses.
    """

    place = impersonal(
        models.BigIntegerField(primary_key=True), "place in the public log, from 0 without a gap"
    )
    at = impersonal(models.DateTimeField(), "when it was taken in")
    leaf = impersonal(
        models.BinaryField(max_length=32, unique=True), "leaf of the tree: digest of a signed note"
    )
    peaks = impersonal(models.BinaryField(), "roots of the whole subtrees up to here, the largest first")
    note = impersonal(models.TextField(), "the signed checkpoint of this log with it")

    class Meta:
        db_table = "audit_promise"

    def __str__(self) -> str:
        return str(self.place)
