"""The published JSON Schema of an archive: `python -m ictdesk.privacy.export.schema docs/privacy/bundle.schema.json`."""

import json
import sys
from pathlib import Path
from typing import Any

import msgspec

from ictdesk.kernel.datamap.bundle_shapes import BundleShape

DIALECT = "https://json-schema.org/draft/2020-12/schema"
PLACE = "/.well-known/ictdesk-bundle.schema.json"


def schema() -> dict[str, Any]:
    return {
        "$schema": DIALECT,
        "title": "ICTDesk archive of a person's data",
        **msgspec.json.schema(BundleShape),
    }


def text() -> str:
    return json.dumps(schema(), indent=2) + "\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(text(), encoding="utf-8")
