"""`ictdesk export`: a whole workspace as one file, sealed with a passphrase (age) that is said once and kept nowhere."""

import argparse
import base64
import os
import secrets
from pathlib import Path
from uuid import UUID

from ictdesk.kernel.actor import System
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.errors import NotFound
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.tenancy.models import WorkspaceEntry
from ictdesk.privacy.export import age
from ictdesk.privacy.export.whole import Whole
from ictdesk.project.errors import StartupProblem

US = System("export")
GROUP = 5


def run(arguments: argparse.Namespace) -> None:
    """Raises `StartupProblem` for a workspace that is not there and for a file that is; half a file never stays."""
    try:
        entry = WorkspaceEntry.find(slug=arguments.workspace)
    except NotFound as error:
        raise StartupProblem("There is no such workspace.") from error
    target, word = Path(arguments.target), _passphrase()
    whole = _written(entry.id, target, word)
    rows = sum(whole.rows.values())
    with workspace_scope(entry.id):
        record(US, "workspace.export", "workspace", entry.id, rows=rows, files=whole.files)
    print(f"{target}: {rows} rows and {whole.files} files, {target.stat().st_size} bytes.")
    if whole.missing:
        print(f"{len(whole.missing)} files could not be opened any more; workspace.json names them.")
    print(f"It opens with age and this passphrase, which is kept nowhere:\n\n    {word}\n")


def _written(workspace: UUID, target: Path, word: str) -> Whole:
    whole = Whole(workspace)
    try:
        descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise StartupProblem(f"{target} cannot be made: {error.strerror}.") from error
    try:
        with os.fdopen(descriptor, "wb") as out:
            for piece in age.sealed(whole.pieces(), word):
                out.write(piece)
            out.flush()
            os.fsync(out.fileno())
    except BaseException:
        target.unlink()
        raise
    return whole


def _passphrase() -> str:
    """125 random bits in groups of letters that can be read out."""
    text = base64.b32encode(secrets.token_bytes(16)).decode().lower()[:25]
    return "-".join(text[at : at + GROUP] for at in range(0, len(text), GROUP))
