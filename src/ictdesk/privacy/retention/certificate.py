"""The certificate of a run: by which period, what went, what stays and why, which copies are left; signed."""

from typing import Any

from ictdesk.kernel.canonical import canonical
from ictdesk.kernel.clock import rfc3339
from ictdesk.kernel.vault import signing
from ictdesk.privacy.erasure.certificate import OUTSIDE, backups, map_hash
from ictdesk.privacy.retention.models import RetentionRun

FORMAT = "ictdesk/retention-certificate/1"


def issue(run: RetentionRun) -> None:
    """Writes and signs it into the run."""
    assert run.done_at is not None
    run.certificate = {
        "format": FORMAT,
        "workspace": str(run.workspace_id),
        "run": str(run.id),
        "class": run.data_class,
        "period": run.period,
        "before": rfc3339(run.before),
        "begun": rfc3339(run.begun_at),
        "done": rfc3339(run.done_at),
        "ended": run.ended,
        "removed": dict(sorted(run.counts.items())),
        "kept": dict(sorted(run.kept.items())),
        "copies": [*backups(), *OUTSIDE],
        "data_map": map_hash(),
        "key": signing.fingerprint(),
    }
    run.signature = signing.sign(canonical(run.certificate))


def document(run: RetentionRun) -> dict[str, Any]:
    """The certificate with its signature, as it is given out. Raises `ValueError` for a run that is not done."""
    if run.certificate is None or run.signature is None:
        raise ValueError("the run is not done")
    return {"certificate": run.certificate, "signature": signing.text(bytes(run.signature))}
