"""Purges as pages show them: the rooms know keys only, and here they get their names."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from ictdesk.desk.contacts import queries as contacts
from ictdesk.privacy.erasure.models import ErasureRun
from ictdesk.privacy.erasure.planning import Plan
from ictdesk.privacy.purges import states
from ictdesk.privacy.purges.models import PurgePerson
from ictdesk.privacy.purges.queries import Goes


def lines(rows: Sequence[Goes]) -> list[dict[str, Any]]:
    """Each with what is kept of them, and why they would stay."""
    known = contacts.faces(row.subject for row in rows)
    return [
        {
            "id": known[row.subject][0] if row.subject in known else None,
            "name": known[row.subject][1] if row.subject in known else _("Is gone"),
            "conversations": row.counts[0],
            "messages": row.counts[1],
            "files": row.counts[2],
            "held": row.held,
        }
        for row in rows
    ]


def plan_lines(plan: Plan) -> dict[str, Any]:
    """Tables by how many rows, what goes and what stays."""
    goes = sorted(plan.goes.items(), key=lambda line: -line[1])
    return {
        "goes": goes,
        "rows": sum(plan.goes.values()),
        "bytes": plan.bytes,
        "stays": [(line.table, line.rows, line.fate.why) for line in plan.stays],
    }


def people_lines(listed: Sequence[PurgePerson], runs: Mapping[UUID, ErasureRun]) -> dict[str, Any]:
    """What became of each, by number: names are gone with the people."""
    found = [(one, runs.get(one.run_id) if one.run_id else None) for one in listed]
    return {
        "people": [(states.OUTCOMES.get(one.outcome, ""), run) for one, run in found],
        "all": sum(run is not None for _one, run in found),
        "done": sum(run is not None and run.state == "done" for _one, run in found),
    }
