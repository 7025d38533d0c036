"""What `data.json` holds. The published schema is made of these, and an import reads by them."""

from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

FORMAT = "ictdesk.bundle"
VERSION = 1


class ColumnShape(Struct, forbid_unknown_fields=True):
    """A column of a table. Empty words: it says nothing about a person by itself."""

    name: str
    category: str
    source: str
    purposes: list[str]
    retention: str


class TableShape(Struct, forbid_unknown_fields=True):
    """One table. Each row has the columns as keys; `file` is where in the archive its file lies."""

    table: Annotated[str, Meta(pattern="^[a-z_]+$")]
    title: str
    columns: list[ColumnShape]
    rows: list[dict[str, Any]]


class WithheldShape(Struct, forbid_unknown_fields=True):
    """What exists and is not told. Without `row` all values of the column; without `start` the whole value or file."""

    table: str
    column: str
    reason: str
    words: str
    row: str | None = None
    start: int | None = None
    end: int | None = None
    reviewed: bool = False


class BundleShape(Struct, forbid_unknown_fields=True):
    """Everything in an archive. Unknown keys are refused: a later version says so in `version`."""

    format: Literal["ictdesk.bundle"]
    version: Literal[1]
    variant: Literal["access", "portable"]
    controller: str
    snapshot_at: str
    data_map: Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
    tables: list[TableShape]
    withheld: list[WithheldShape]
