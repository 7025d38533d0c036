"""The certificate of an end: what went, what stays and until when, signed by the installation."""

from typing import Any

from django.conf import settings

from ictdesk.kernel import closing
from ictdesk.kernel.canonical import canonical
from ictdesk.kernel.clock import rfc3339
from ictdesk.kernel.vault import signing
from ictdesk.privacy.endings.models import WorkspaceEnd
from ictdesk.privacy.endings.removing import STAYS
from ictdesk.privacy.erasure.certificate import OUTSIDE, backups, map_hash
from ictdesk.privacy.ledger.models import LedgerEntry

FORMAT = "ictdesk/workspace-certificate/1"
KEY_COPIES = {"where": "copies_of_wrapped_keys", "until": None}
"""They end with the next change of the epoch (`ictdesk rotate-keys`, `ictdesk destroy-epochs`): no day is known before."""
RESERVED = "its address, so that nobody else is taken for it; no name and no person"
EVIDENCE = "this certificate"


def issue(run: WorkspaceEnd) -> None:
    """Writes and signs it into the run, with the workspace in scope."""
    run.certificate = content(run)
    run.signature = signing.sign(canonical(run.certificate))


def content(run: WorkspaceEnd) -> dict[str, Any]:
    stays = [(name, LedgerEntry.objects.count(), why) for name, why in STAYS.items()]
    stays += [one for contract in closing.contracts() for one in contract.stays(run.workspace_id)]
    stays += [("workspace_entry", 1, RESERVED), ("workspace_end", 1, EVIDENCE)]
    return {
        "format": FORMAT,
        "installation": settings.ICTDESK_BASE_URL,
        "workspace": str(run.workspace_id),
        "run": str(run.id),
        "begun": rfc3339(run.started_at),
        "keys_destroyed": {"count": run.keys, "at": rfc3339(run.keys_gone_at) if run.keys_gone_at else None},
        "done": rfc3339(run.done_at) if run.done_at else None,
        "removed": dict(sorted(run.counts.items())),
        "stays": [{"table": table, "rows": rows, "why": why} for table, rows, why in stays],
        "copies": [*backups(), KEY_COPIES, *OUTSIDE],
        "ledger": {"workspace": str(run.workspace_id), "sequence": run.ledger},
        "data_map": map_hash(),
        "key": signing.fingerprint(),
    }
