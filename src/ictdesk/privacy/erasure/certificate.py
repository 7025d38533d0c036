"""The certificate of a run: what went, what stays and until when, signed by the installation."""

import hashlib
import json
from datetime import datetime, timedelta
from typing import Any, Protocol

from django.conf import settings

from ictdesk.kernel import clock, copied
from ictdesk.kernel.canonical import canonical
from ictdesk.kernel.clock import rfc3339
from ictdesk.kernel.datamap import registry
from ictdesk.kernel.datamap.document import page
from ictdesk.kernel.vault import signing
from ictdesk.privacy.erasure import planning
from ictdesk.privacy.erasure.models import ErasureRun, ErasureSubject
from ictdesk.privacy.erasure.whom import person_of
from ictdesk.privacy.recipients import queries as recipients
from ictdesk.privacy.recipients.models import RecipientNotice

FORMAT = "ictdesk/erasure-certificate/2"
"""/1 had no `recipients`."""
OUTSIDE = [
    {"where": "mail_delivered", "until": None},
    {"where": "downloads_by_recipients", "until": None},
    {"where": "quotes_by_others", "until": None},
]
"""What nobody here can reach, named as such: mail that arrived, files that were taken, words that others repeat."""


def issue(run: ErasureRun) -> None:
    """Writes and signs it into the run."""
    run.certificate = content(run)
    run.signature = signing.sign(canonical(run.certificate))


class Signed(Protocol):
    """What has a certificate."""

    certificate: Any
    signature: Any


def document(run: Signed) -> bytes:
    """The file that others verify: the certificate and its signature."""
    said = {"certificate": run.certificate, "signature": signing.text(bytes(run.signature or b""))}
    return json.dumps(said, indent=2, ensure_ascii=False).encode()


def content(run: ErasureRun) -> dict[str, Any]:
    subjects = (
        ErasureSubject.objects.filter(run=run).order_by("person_id").values_list("person_id", flat=True)
    )
    return {
        "format": FORMAT,
        "installation": settings.ICTDESK_BASE_URL,
        "workspace": str(run.workspace_id),
        "run": str(run.id),
        "case": str(run.case_id) if run.case_id else None,
        "mode": run.mode,
        "cause": run.cause,
        "subjects": [str(one) for one in subjects],
        "begun": rfc3339(run.started_at),
        "keys_destroyed": {"count": run.keys, "at": _time(run.keys_gone_at)},
        "done": _time(run.done_at),
        "removed": dict(sorted(run.counts.items())),
        "stays": _stays(run),
        "copies": [*backups(), *OUTSIDE],
        "recipients": [_recipient(one) for one in recipients.of_cause(run.id)],
        "ledger": {"workspace": str(run.workspace_id), "sequence": run.ledger},
        "data_map": map_hash(),
        "key": signing.fingerprint(),
    }


def map_hash() -> str:
    """SHA-256 of the data map as its page shows it."""
    return hashlib.sha256(page(registry.everything()).encode()).hexdigest()


def _time(moment: datetime | None) -> str | None:
    return rfc3339(moment) if moment else None


def _stays(run: ErasureRun) -> list[dict[str, Any]]:
    stays = planning.plan(person_of(run), run.mode).stays
    return [{"table": line.table, "rows": line.rows, "why": line.fate.why} for line in stays]


def _recipient(one: RecipientNotice) -> dict[str, Any]:
    """Art. 19 GDPR: who was told, by an id of ours, and when; or why not."""
    return {
        "kind": one.kind,
        "recipient": one.recipient,
        "state": one.state,
        "at": _time(one.settled_at),
        "reason": one.reason or None,
    }


def backups() -> list[dict[str, Any]]:
    """Backups hold sealed rows whose key is gone; older key copies end with them. A bucket is at somebody else's, and named apart."""
    until = rfc3339(clock.now() + timedelta(days=settings.ICTDESK_BACKUP_DAYS))
    places = ["backups", *(["backups_in_a_bucket"] if "bucket" in copied.kinds() else [])]
    return [{"where": place, "until": until} for place in places]
