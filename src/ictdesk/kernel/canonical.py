"""One way to write a statement down as bytes: for what is signed or committed to."""

import json
from collections.abc import Mapping
from typing import Any


def canonical(said: Mapping[str, Any]) -> bytes:
    """Keys sorted, no spaces, UTF-8: as RFC 8785 has it for texts and whole numbers."""
    return json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
