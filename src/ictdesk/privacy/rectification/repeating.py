"""After older data was restored: a value that was corrected since is wrong again, and the right one is lost with the rest.

It is not changed by guess: the audit trail names the place, for the office to correct it anew. A value that was
deleted since is deleted again: for that its place is enough.
"""

from typing import Any

from ictdesk.kernel.actor import System
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.datamap.correcting import taking
from ictdesk.kernel.datamap.tables import table
from ictdesk.kernel.ids import parse_id
from ictdesk.kernel.vault import doors, keyring
from ictdesk.privacy.ledger.entries import Entry
from ictdesk.privacy.ledger.replay import replays
from ictdesk.privacy.recipients import opening
from ictdesk.privacy.recipients import repeating as recipients
from ictdesk.privacy.recipients.opening import Act
from ictdesk.privacy.recipients.words import Cause

US = System("rectification")


@replays("rectification")
def again(entries: list[Entry]) -> None:
    """Names the places for the office; the values themselves are in no ledger."""
    for entry in entries:
        table, column = str(entry.facts.get("table")), str(entry.facts.get("column"))
        record(US, "rights.correct_again", table, parse_id(str(entry.facts.get("row"))), column=column)
        told(entry, "rectification", "correction")


@replays("erasure.value")
def delete_again(entries: list[Entry]) -> None:
    """Deletes what is there and can still be opened."""
    for entry in entries:
        told(entry, "erasure", "erasure")
    with doors.opened_wide("rights"):
        for entry in entries:
            model: Any = table(str(entry.facts["table"]))
            row = model.objects.filter(id=parse_id(str(entry.facts["row"]))).first()
            act = taking(model)
            if act is not None and row is not None and keyring.subject_keys({row.subject_id}):
                act(row)


def told(entry: Entry, cause: Cause, fact: str) -> None:
    """The recipients whom it named are told, if they were not."""
    if named := recipients.named(entry):
        what = f"{entry.facts['table']}.{entry.facts['column']}"
        act = Act(cause, parse_id(str(entry.facts[fact])), entry.contacts, entry.subjects, what=what)
        opening.open_notices(act, named)
