"""`ictdesk backup TARGET`: a copy of everything but the root key and the ledger, beside a desk that runs."""

import shutil
from pathlib import Path

from django.conf import settings

import ictdesk
from ictdesk.kernel.vault import root, rotation
from ictdesk.kernel.vault.cipher import CannotOpen
from ictdesk.privacy.ledger import chain
from ictdesk.project.backup import copies, proof
from ictdesk.project.backup.copies import Copies
from ictdesk.project.backup.postgres import KEYS_ONLY, WITHOUT_KEYS, Server
from ictdesk.project.errors import StartupProblem
from ictdesk.project.folder import DataFolder
from ictdesk.project.migration import wanted_mark
from ictdesk.project.supervisor import say

OWN = ("root_key", "database_")
"""Secrets that are in no copy: the root key lies elsewhere, and passwords of databases are made anew."""


def make(folder: DataFolder, server: Server, target: Path, *, keep: int) -> None:
    """Data, files, then keys under a new epoch; the keys are read back before older ones are destroyed.

    Raises `StartupProblem`; what was begun is thrown away by the next run.
    """
    there = Copies(target)
    there.prepare()
    stamp = copies.new_stamp()
    _new_epoch()
    _copy_data(server, there.data / stamp)
    count = copies.copy_missing(Path(settings.ICTDESK_DATA) / "files", there.files, _tell)
    say(f"files: {count} new")
    opened = _copy_keys(folder, server, there.keys / stamp)
    say(f"keys: {opened} read back and opened")
    for old in copies.stamped(there.keys)[:-1]:
        copies.shred(old)
    destroyed = rotation.destroy_old_epochs()
    say(f"keys: epochs destroyed: {', '.join(map(str, destroyed)) or 'none'}")
    for old in copies.too_many(there.data, keep=keep, days=settings.ICTDESK_BACKUP_DAYS):
        shutil.rmtree(old)
        say(f"data: {old.name} is not kept any longer")
    files, oldest = Path(settings.ICTDESK_DATA) / "files", copies.stamped(there.data)[0].name
    say(f"files: {copies.forget_gone(files, there.files, stamp, oldest)} removed, which no kept copy needs")
    print(f"Copied to {target}: {stamp}")


def _new_epoch() -> None:
    rotation.begin_epoch()
    try:
        rotation.rotate_all()
    except CannotOpen as error:
        raise StartupProblem(
            "A key in the database does not open: nothing was copied and nothing destroyed. Restore the keys first."
        ) from error


def _copy_data(server: Server, place: Path) -> None:
    heads = {str(workspace): chain.Chain(workspace).head()[0] for workspace in chain.workspaces()}
    with copies.finished(place) as draft:
        for plane in server.dsns:
            server.dump(plane, draft / f"{plane}.dump", *(WITHOUT_KEYS if plane != "control" else ()))
            say(f"data: {plane}, {(draft / f'{plane}.dump').stat().st_size:,} bytes")
        facts = {"version": ictdesk.__version__, "migrations": wanted_mark(), "ledger": heads}
        copies.write_manifest(draft, facts)


def _copy_keys(folder: DataFolder, server: Server, place: Path) -> int:
    """After the data, so that every row has its key."""
    with copies.finished(place) as draft:
        (draft / "epochs").mkdir(mode=0o700)
        newest = f"{root.current_epoch()}.key"
        shutil.copy2(root.epochs_folder() / newest, draft / "epochs" / newest)
        (draft / "secrets").mkdir(mode=0o700)
        for secret in folder.secrets.iterdir():
            if secret.is_file() and not secret.name.startswith((*OWN, ".")):
                shutil.copy2(secret, draft / "secrets" / secret.name)
        count = 0
        for plane in server.dsns:
            if plane != "control":
                file = draft / f"{plane}_keys.dump"
                server.dump(plane, file, *KEYS_ONLY)
                count += proof.prove(server.text(file), draft / "epochs")
        copies.write_manifest(draft, {"version": ictdesk.__version__, "epoch": root.current_epoch()})
    return count


def _tell(number: int, total: int) -> None:
    if number % 1000 == 0 or number == total:
        say(f"files: {number:,} of {total:,}")
