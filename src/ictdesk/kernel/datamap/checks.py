"""System checks: every field has an entry, every entry uses the vocabulary."""

from typing import Any

from django.core.checks import CheckMessage, Error, register

from ictdesk.kernel.datamap.fields import Personal
from ictdesk.kernel.datamap.registry import everything, of_workspace
from ictdesk.kernel.datamap.vocabulary import CATEGORIES, OWN_CATEGORIES, PURPOSES, RETENTION, SUBJECTS


@register
def every_field_has_an_entry(**_: Any) -> list[CheckMessage]:
    """datamap.E001: a column that nobody described."""
    return [
        Error(
            f"{row.table}.{row.column} is not in the data map: wrap it in personal() or impersonal()",
            id="datamap.E001",
        )
        for row in everything()
        if row.entry is None
    ]


@register
def entries_use_the_vocabulary(**_: Any) -> list[CheckMessage]:
    """datamap.E002: an entry with a word that is not in the closed lists."""
    return [
        Error(f"{row.table}.{row.column}: {fault}", id="datamap.E002")
        for row in everything()
        if isinstance(row.entry, Personal)
        for fault in faults(row.entry)
    ]


def faults_here() -> list[str]:
    """What is wrong in the map of the workspace in scope: a word that the lists do not have, or no entry at all."""
    return [
        f"{row.table}.{row.column}: {fault}"
        for row in of_workspace()
        for fault in (
            faults(row.entry) if isinstance(row.entry, Personal) else [] if row.entry else ["no entry"]
        )
    ]


def faults(entry: Personal) -> list[str]:
    """What is wrong with an entry; nothing, if all is well."""
    found = [f"unknown purpose {purpose}" for purpose in entry.purposes if purpose not in PURPOSES]
    found += [f"unknown subject {subject}" for subject in entry.subjects if subject not in SUBJECTS]
    if entry.category not in CATEGORIES | OWN_CATEGORIES:
        found.append(f"unknown category {entry.category}")
    if entry.retention not in RETENTION:
        found.append(f"unknown retention {entry.retention}")
    if not entry.purposes or not entry.subjects:
        found.append("needs a purpose and a subject")
    if entry.erasure == "keep" and not entry.keep_reason:
        found.append("kept on erasure without a reason")
    if "third_party_mentioned" in entry.subjects and entry.access == "include":
        found.append("speaks of third persons, so access must be reviewed")
    return found
