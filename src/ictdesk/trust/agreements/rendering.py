"""The document as a file: PDF/A-4f (ISO 19005-4), set with Typst, the same bytes for the same content, with the chosen clauses attached as JSON.

Nothing of it is signed here. Everything comes to the template as data, never as markup.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import msgspec
from django.utils import translation

from ictdesk.kernel.clock import rfc3339
from ictdesk.kernel.datamap.words import RETENTION_WORDS
from ictdesk.kernel.errors import Invalid
from ictdesk.trust.agreements import wording
from ictdesk.trust.agreements.parties import Customer

TEMPLATE = Path(__file__).with_name("agreement.typ")
STANDARD: Literal["a-4f"] = "a-4f"


def pdf(
    *,
    attached: Mapping[str, Any],
    customer: Customer,
    content: Mapping[str, Any],
    at: datetime,
    evaluation: bool,
) -> bytes:
    """Raises `Invalid` when no font of this machine has some sign of a name or an address."""
    import typst  # noqa: PLC0415 - 80 MB that few processes ever need

    with translation.override("en"):
        said = {
            "title": wording.TITLE,
            "clauses": [[one.title, one.article, one.text] for one in wording.CLAUSES],
            "customer": msgspec.to_builtins(customer),
            "content": dict(content),
            "kept_from": [str(RETENTION_WORDS[one]) for one in content["description"]["kept_from"]],
            "number": attached["version"],
            "document": attached["document"],
            "at": rfc3339(at),
            "day": [at.year, at.month, at.day],
            "evaluation": evaluation,
        }
    given = {"said": json.dumps(said, ensure_ascii=False), "selection": json.dumps(attached, indent=2)}
    try:
        made: bytes = typst.compile(
            str(TEMPLATE),
            format="pdf",
            sys_inputs=given,
            pdf_standards=STANDARD,
            timestamp=int(at.timestamp()),
        )
    except typst.TypstError as error:
        if "could not be displayed" in str(error):
            raise Invalid("Some sign of the names or addresses is in no font of this machine.") from error
        raise
    return made
