"""Documents as pages to print (PDF)."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fpdf import FPDF

type Table = tuple[str, list[tuple[str, str]]]


def document(title: str, lead: str, tables: Sequence[Table], at: datetime) -> bytes:
    """A title, a line below it, and tables of two columns."""
    from fpdf import FPDF  # noqa: PLC0415 - a fifth of all that a process loads, and few ever print

    page = FPDF(format="A4")
    page.set_creation_date(at)
    page.set_title(title)
    page.set_margin(20)
    page.add_page()
    line(page, title, size=18, bold=True)
    line(page, lead)
    for name, rows in tables:
        table(page, name, rows)
    return bytes(page.output())


def line(page: "FPDF", text: str, *, size: int = 10, bold: bool = False) -> None:
    """A paragraph."""
    page.set_font("Helvetica", "B" if bold else "", size)
    page.multi_cell(0, size * 0.55, _plain(text), new_x="LMARGIN", new_y="NEXT")


def table(page: "FPDF", title: str, rows: list[tuple[str, str]]) -> None:
    """Two columns under a title."""
    page.ln(4)
    line(page, title, size=11, bold=True)
    page.set_font("Helvetica", "", 9)
    with page.table(
        col_widths=(35, 65), first_row_as_headings=False, borders_layout="HORIZONTAL_LINES"
    ) as made:
        for row in rows or [("nothing", "")]:
            cells = made.row()
            for text in row:
                cells.cell(_plain(text))


def _plain(text: str) -> str:
    """The fonts that every reader has know Western letters only."""
    return text.encode("latin-1", "replace").decode("latin-1")
