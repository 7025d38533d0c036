"""What an erasure would do, and how far one is, as the API gives them."""

from typing import Any, Literal, TypedDict


class ErasureLine(TypedDict):
    """One table: how many rows; `why` is empty for what goes, else it says why it stays."""

    table: str
    rows: int
    why: str


class ErasureRunShape(TypedDict):
    """`certificate` is there when it is done: what was signed, the signature in base64, the key's fingerprint in it."""

    id: str
    mode: Literal["erase", "statistics"]
    state: Literal["running", "held", "waiting", "done"]
    started_at: str
    done_at: str | None
    certificate: dict[str, Any] | None
    signature: str | None


class ErasurePlan(TypedDict):
    """`held` says why it cannot be done now; `run` is one that is under way. `contacts`: several after a merge."""

    goes: list[ErasureLine]
    stays: list[ErasureLine]
    contacts: int
    bytes: int
    held: list[str]
    run: ErasureRunShape | None
