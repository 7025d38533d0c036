"""Reads a dump of the keys back, without a database: does every key in it open under the epoch that lies beside it?"""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ictdesk.kernel.tenancy.planes import FIRST
from ictdesk.kernel.vault import cipher, keyring, root, workspace_keys
from ictdesk.kernel.vault.cipher import CannotOpen
from ictdesk.project.errors import StartupProblem


def prove(text: str, epochs: Path, cell: str = FIRST) -> int:
    """`text` is the dump as SQL, `epochs` the copied folder; how many people's keys were opened.

    Raises `StartupProblem` for a key that does not open: such a dump would be no copy.
    """
    tables = _tables(text)
    try:
        outer = {path.stem: _epoch(cell, path) for path in epochs.glob("*.key")}
        inner = {}
        for row in tables["workspace_key"]:
            workspace = UUID(row["workspace_id"])
            place = workspace_keys.label(workspace, b"key")
            inner[workspace] = AESGCM(cipher.unseal(outer[row["epoch"]], _bytes(row["wrapped"]), place))
        count = 0
        for row in tables["subject_key"]:
            if row["wrapped"] != r"\N":
                workspace, subject = UUID(row["workspace_id"]), UUID(row["id"])
                place = keyring.subject_label(workspace, subject)
                cipher.unseal(inner[workspace], _bytes(row["wrapped"]), place)
                count += 1
    except (CannotOpen, KeyError) as error:
        raise StartupProblem("The copy of the keys was read back, and a key in it does not open.") from error
    return count


def _epoch(cell: str, path: Path) -> AESGCM:
    return AESGCM(root.root(cell).unwrap(path.read_bytes(), b"epoch|%d" % int(path.stem)))


def _bytes(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\\\x", ""))


def _tables(text: str) -> dict[str, list[dict[str, str]]]:
    """The rows of each table, by the columns that COPY names."""
    found: dict[str, list[dict[str, str]]] = {}
    lines = iter(text.splitlines())
    for line in lines:
        if line.startswith("COPY keys."):
            table = line.removeprefix("COPY keys.").split()[0]
            columns = [name.strip() for name in line[line.index("(") + 1 : line.index(")")].split(",")]
            found[table] = [dict(zip(columns, row.split("\t"), strict=True)) for row in _until_end(lines)]
    return found


def _until_end(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        if line == r"\.":
            return
        yield line
