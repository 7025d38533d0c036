"""A record as a table (CSV) and as pages to print (PDF)."""

import csv
import io
from datetime import datetime

from ictdesk.kernel import paper
from ictdesk.trust.records.comparing import flat
from ictdesk.trust.records.thirty import Document

FORMULA = "=+-@\t\r"
TITLE = "Records of processing activities (Art. 30 GDPR)"


def as_csv(of: Document) -> str:
    """A line for each fact. No cell begins like a formula (OWASP, CSV injection)."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("where", "what"))
    writer.writerows((_safe(place), _safe(str(value))) for place, value in flat(of))
    return out.getvalue()


def as_pdf(of: Document, organisation: str, digest: bytes, at: datetime) -> bytes:
    """A table for each part."""
    tables: list[paper.Table] = []
    for name, part in of.items():
        if isinstance(part, dict):
            tables += [
                (f"{name}: {title}", [(place or title, str(value)) for place, value in flat(found)])
                for title, found in part.items()
            ]
    lead = f"{organisation}, SHA-256 {digest.hex()}"
    return paper.document(TITLE, lead, tables, at)


def _safe(text: str) -> str:
    return f"'{text}" if text[:1] and text[:1] in FORMULA else text
