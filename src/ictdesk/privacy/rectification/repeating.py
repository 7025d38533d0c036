"""After older data was restored: a value that was corrected since is wrong again, and the right one is lost with the rest.

It is not changed by guess: the audit trail names the place, for the office to correct it anew.
"""

from ictdesk.kernel.actor import System
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.ids import parse_id
from ictdesk.privacy.ledger.entries import Entry
from ictdesk.privacy.ledger.replay import replays

US = System("rectification")


@replays("rectification")
def again(entries: list[Entry]) -> None:
    """Names the places for the office; the values themselves are in no ledger."""
    for entry in entries:
        table, column = str(entry.facts.get("table")), str(entry.facts.get("column"))
        record(US, "rights.correct_again", table, parse_id(str(entry.facts.get("row"))), column=column)
