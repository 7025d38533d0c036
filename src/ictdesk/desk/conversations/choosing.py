"""Fields with choices: their values are sealed like all others, and a keyed digest beside each finds them.

The digest is made of the field and the choice with the workspace's key for words, as those of addresses are: who has
the database alone sees which tickets share a choice of one field, and not what it says. A choice that was renamed or
taken away stays found by its old words as long as a ticket has it.
"""

from contextlib import suppress
from uuid import UUID

from ictdesk.desk.contacts.models import AttributeDefinition
from ictdesk.desk.conversations.models import TicketValue
from ictdesk.kernel.errors import Invalid
from ictdesk.kernel.vault import digests, keyring
from ictdesk.kernel.vault.keyring import Erased

MOST_AT_ONCE = 1_000
LONGEST = 160
"""Characters of a key, a colon and a choice."""


def digest_of(definition: AttributeDefinition, value: object) -> bytes | None:
    """The look-up digest of a value; None for a field that has no choices."""
    return _digest(definition.id, value) if definition.kind == "choice" and isinstance(value, str) else None


def must_look_right(said: object) -> None:
    """Raises `Invalid` for what cannot name a choice."""
    if said is None:
        return
    if not isinstance(said, str) or len(said) > LONGEST or not all(said.partition(":")):
        raise Invalid("field is the key of a field, a colon and one of its choices.")


def digest_said(said: str) -> bytes | None:
    """The digest of `key:choice`, or None when no field of that key has choices: it was deleted since."""
    key, _, choice = said.partition(":")
    definition = AttributeDefinition.objects.filter(about="ticket", kind="choice", key=key).first()
    return _digest(definition.id, choice) if definition else None


def catch_up() -> int:
    """Gives a digest to values that have none: those from before there were any. Returns how many."""
    late = TicketValue.objects.filter(digest=None, definition__kind="choice").select_related("definition")
    done = 0
    for row in late[:MOST_AT_ONCE]:
        with suppress(Erased):
            row.digest = digest_of(row.definition, row.value)
            row.save(update_fields=["digest"])
            done += 1
    return done


def _digest(definition: UUID, choice: str) -> bytes:
    return digests.blind(keyring.index_key(), "choice", f"{definition.hex}{choice}")
