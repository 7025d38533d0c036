"""`ictdesk prove`: every check that can run here, now; a table for people, or the signed evidence for programs."""

import argparse
import json
import sys

from ictdesk.kernel.tenancy.models import CONTROLLER, WorkspaceEntry
from ictdesk.project.errors import StartupProblem
from ictdesk.trust.promises import bundle, jobs, queries, running
from ictdesk.trust.promises.claims import checks, find
from ictdesk.trust.promises.ground import ground
from ictdesk.trust.promises.standing import Standing

WORDS = {
    "failed": "FAILED",
    "stale": "STALE",
    "not_configured": "not here",
    "attested": "attested",
    "tested": "tested",
    "proved": "proved",
}


def prove(arguments: argparse.Namespace) -> None:
    """Ends with status 1 when a claim is broken. Raises `StartupProblem` for a key that no claim has."""
    only = find(arguments.only) if arguments.only else None
    if arguments.only and only is None:
        raise StartupProblem(f"No claim has the key {arguments.only}.")
    running.run(only.checks if only else checks(), ground())
    vendor = WorkspaceEntry.objects.filter(role=CONTROLLER).first()
    if vendor is not None:
        jobs.tell(vendor.id)
    found = [one for one in queries.standings() if only is None or one.claim.key == only.key]
    if arguments.json:
        print(json.dumps(bundle.bundle(), indent=1, ensure_ascii=False))
    else:
        _table(found)
    broken = sum(one.state == "failed" for one in found)
    if broken:
        sys.exit(f"ictdesk: {broken} of {len(found)} claims do not hold.")


def _table(found: list[Standing]) -> None:
    for one in found:
        at = f"{one.at:%Y-%m-%d %H:%M}" if one.at else (one.until.isoformat() if one.until else "")
        print(
            f"{one.claim.row or '-':>3}  {one.claim.key:<20} {WORDS[one.state]:<9} {at:<17}{one.why}".rstrip()
        )
    counts = {state: sum(one.state == state for one in found) for state in WORDS}
    print(", ".join(f"{count} {WORDS[state]}" for state, count in counts.items() if count))
