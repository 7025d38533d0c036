"""The certificate as a page to print (PDF). It holds codes, ids, counts and times; what counts is the signed JSON."""

from datetime import datetime
from typing import Any, Protocol

from ictdesk.kernel import paper
from ictdesk.kernel.clock import rfc3339
from ictdesk.kernel.vault import signing
from ictdesk.privacy.erasure.models import ErasureRun


class Certified(Protocol):
    """What has a certificate to print."""

    certificate: Any
    signature: Any
    done_at: datetime | None


def pdf(run: ErasureRun, organisation: str) -> bytes:
    """Of a run that is done."""
    return _printed(run, organisation, "Certificate of erasure", _facts(run.certificate or {}))


def pdf_of_end(end: Certified, organisation: str) -> bytes:
    """Of a workspace that has ended."""
    return _printed(
        end, organisation, "Certificate of the end of a workspace", _common(end.certificate or {})
    )


def _printed(run: Certified, organisation: str, title: str, facts: list[tuple[str, str]]) -> bytes:
    from fpdf import FPDF  # noqa: PLC0415 - a fifth of all that a process loads, and few ever print

    said: dict[str, Any] = run.certificate or {}
    page = FPDF(format="A4")
    page.set_creation_date(run.done_at)
    page.set_title(title)
    page.set_margin(20)
    page.add_page()
    paper.line(page, title, size=18, bold=True)
    paper.line(page, f"{organisation}, {said['installation']}")
    paper.table(page, "Facts", facts)
    paper.table(page, "Removed, rows by table", [(name, str(rows)) for name, rows in said["removed"].items()])
    paper.table(page, "Stays", [(f"{one['table']} ({one['rows']})", one["why"]) for one in said["stays"]])
    paper.table(
        page, "Copies that nobody here can reach, and their end", [_copy(one) for one in said["copies"]]
    )
    paper.table(page, "Recipients (Art. 19 GDPR)", [_recipient(one) for one in said.get("recipients", [])])
    paper.table(
        page,
        "Signature (Ed25519)",
        [("key", said["key"]), ("signature", signing.text(bytes(run.signature or b"")))],
    )
    paper.line(
        page, f"Printed from the signed certificate of {rfc3339(run.done_at) if run.done_at else ''}.", size=8
    )
    return bytes(page.output())


def _facts(said: dict[str, Any]) -> list[tuple[str, str]]:
    case = [("case", said["case"] or "none"), ("kind", f"{said['mode']} ({said['cause']})")]
    common = _common(said)
    return [*common[:2], *case, *common[2:]]


def _common(said: dict[str, Any]) -> list[tuple[str, str]]:
    keys = said["keys_destroyed"]
    return [
        ("workspace", said["workspace"]),
        ("run", said["run"]),
        ("begun", said["begun"]),
        ("keys destroyed", f"{keys['count']}, {keys['at']}"),
        ("done", said["done"]),
        ("entry in the ledger", str(said["ledger"]["sequence"])),
        ("data map, SHA-256", said["data_map"]),
    ]


def _copy(one: dict[str, Any]) -> tuple[str, str]:
    return one["where"].replace("_", " "), one["until"] or "outside of the organisation's reach"


def _recipient(one: dict[str, Any]) -> tuple[str, str]:
    what = f"{one['state']} {one['at']}" + (f", {one['reason'].replace('_', ' ')}" if one["reason"] else "")
    return f"{one['kind']} {one['recipient']}", what
