"""The certificate as a page to print (PDF). It holds codes, ids, counts and times; what counts is the signed JSON."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from ictdesk.kernel.clock import rfc3339
from ictdesk.kernel.vault import signing
from ictdesk.privacy.erasure.models import ErasureRun

if TYPE_CHECKING:
    from fpdf import FPDF


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
    _line(page, title, size=18, bold=True)
    _line(page, f"{organisation}, {said['installation']}")
    _table(page, "Facts", facts)
    _table(page, "Removed, rows by table", [(name, str(rows)) for name, rows in said["removed"].items()])
    _table(page, "Stays", [(f"{one['table']} ({one['rows']})", one["why"]) for one in said["stays"]])
    _table(page, "Copies that nobody here can reach, and their end", [_copy(one) for one in said["copies"]])
    _table(page, "Recipients (Art. 19 GDPR)", [_recipient(one) for one in said.get("recipients", [])])
    _table(
        page,
        "Signature (Ed25519)",
        [("key", said["key"]), ("signature", signing.text(bytes(run.signature or b"")))],
    )
    _line(
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


def _line(page: "FPDF", text: str, *, size: int = 10, bold: bool = False) -> None:
    page.set_font("Helvetica", "B" if bold else "", size)
    page.multi_cell(0, size * 0.55, _plain(text), new_x="LMARGIN", new_y="NEXT")


def _table(page: "FPDF", title: str, rows: list[tuple[str, str]]) -> None:
    page.ln(4)
    _line(page, title, size=11, bold=True)
    page.set_font("Helvetica", "", 9)
    with page.table(
        col_widths=(35, 65), first_row_as_headings=False, borders_layout="HORIZONTAL_LINES"
    ) as table:
        for row in rows or [("nothing", "")]:
            cells = table.row()
            for text in row:
                cells.cell(_plain(text))


def _plain(text: str) -> str:
    """The fonts that every reader has know Western letters only."""
    return text.encode("latin-1", "replace").decode("latin-1")
