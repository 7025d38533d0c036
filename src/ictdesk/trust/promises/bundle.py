"""The evidence bundle: how every claim stands here, signed by the installation as its audit checkpoints are.

The note (C2SP signed-note) holds four lines: name, format, moment, and the SHA-256 of the statement in canonical form. Whoever has
the public key verifies it without us: `docs/privacy/verify_evidence.md`.
"""

import base64
import hashlib
from typing import Any

import msgspec
from django.conf import settings

import ictdesk
from ictdesk.kernel.audit import checkpoints, notes, public
from ictdesk.kernel.canonical import canonical
from ictdesk.kernel.clock import rfc3339
from ictdesk.kernel.tenancy.planes import cell_aliases, region_of
from ictdesk.trust.promises import queries, software
from ictdesk.trust.promises.standing import Facts, Standing
from ictdesk.trust.subprocessors import queries as subprocessors
from ictdesk.trust.subprocessors.facts import kept

FORMAT = "ictdesk/evidence/1"


def bundle() -> dict[str, Any]:
    """`statement` and the `note` that signs it."""
    known = queries.facts()
    said = statement(known)
    name = f"{checkpoints.host()}/evidence"
    digest = base64.b64encode(hashlib.sha256(canonical(said)).digest()).decode()
    body = f"{name}\n{FORMAT}\n{said['at']}\n{digest}\n"
    return {"statement": said, "note": notes.signed_text(name, body)}


def statement(known: Facts) -> dict[str, Any]:
    checkpoint = public.newest()
    tested = known.tested
    return {
        "format": FORMAT,
        "at": rfc3339(known.now),
        "origin": settings.ICTDESK_BASE_URL,
        "software": {
            "version": ictdesk.__version__,
            "commit": software.commit(),
            "code": software.code_hash(),
            "tested_at": rfc3339(tested.at) if tested else None,
        },
        "data_map": software.map_hash(),
        "claims": [_told(one, known) for one in queries.standings(known)],
        "checkpoint": checkpoint.note if checkpoint else None,
        "subprocessors": _list_hash(),
        "regions": regions(),
        "gpc": True,
    }


def regions() -> dict[str, str]:
    """Code of each cell to where the operator says that it is."""
    places = settings.ICTDESK_PLACES
    codes = [region_of(cell) for cell in cell_aliases()]
    return {code: places[code].words if code in places else "" for code in codes}


def _told(one: Standing, known: Facts) -> dict[str, Any]:
    return {
        "key": one.claim.key,
        "version": one.claim.version,
        "article": one.claim.article,
        "words": one.claim.words,
        "state": one.state,
        "shown_at": rfc3339(one.at) if one.at else None,
        "until": one.until.isoformat() if one.until else None,
        "why": one.told,
        "checks": [
            {
                "name": each.name,
                "kind": each.kind,
                "max_age_seconds": round(each.max_age.total_seconds()),
                "at": rfc3339(last.at) if last else None,
                "outcome": last.outcome if last else None,
                "evidence": dict(last.evidence) if last else {},
            }
            for each in one.claim.checks
            for last in [known.last.get(each.name)]
        ],
        "tests": list(one.claim.tests),
    }


def _list_hash() -> str:
    """SHA-256 of the public list of sub-processors, as they stand in it."""
    rows = [
        {"key": one.row.key, "state": one.row.state, "facts": kept(one.facts)}
        for one in subprocessors.listed()
    ]
    return hashlib.sha256(msgspec.json.encode(rows, order="deterministic")).hexdigest()
