"""Looking is an act too: which member opened what. What programs read is kept with the recipients of data."""

from uuid import UUID

from ictdesk.kernel.actor import Actor, Engineer, Member
from ictdesk.kernel.audit.record import record


def seen(actor: Actor, kind: str, object_id: UUID | None, **facts: int | str) -> None:
    """Records that a member, or somebody of the vendor, was shown something, in the transaction that shows it. One statement; none for others.

    What a member's browser fetched ahead counts: it was handed over.
    """
    if isinstance(actor, Member | Engineer):
        record(actor, f"seen.{kind}", kind, object_id, **facts)
