"""What is put right beside a value that stays, such as a message: written to the ledger like any other correction."""

from typing import Any

from ictdesk.kernel.datamap import correcting
from ictdesk.kernel.datamap.persons import person_of
from ictdesk.privacy.ledger.appending import append


def register() -> None:
    correcting.witness(into_ledger)


def into_ledger(row: Any, column: str) -> None:
    """The place alone: a restore that loses the words lets the office know where they stood."""
    person = person_of(subjects=[row.subject_id])
    facts = {"table": row._meta.db_table, "row": str(row.id), "column": column}
    append("rectification", contacts=sorted(person.contacts), subjects=sorted(person.subjects), facts=facts)
