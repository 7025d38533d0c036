"""`ictdesk backup TARGET`: a copy of everything but the root keys and the ledger, beside a desk that runs."""

from django.conf import settings

import ictdesk
from ictdesk.kernel import copied
from ictdesk.kernel.tenancy.planes import FIRST, folder_of, region_of
from ictdesk.kernel.vault import root, rotation
from ictdesk.kernel.vault.cipher import CannotOpen
from ictdesk.privacy.ledger import chain
from ictdesk.project.backup import copies, proof
from ictdesk.project.backup.places import Place
from ictdesk.project.backup.postgres import KEYS_ONLY, WITHOUT_KEYS, WITHOUT_LOGS, Server
from ictdesk.project.backup.targets import Target, is_bucket
from ictdesk.project.errors import StartupProblem
from ictdesk.project.folder import DataFolder
from ictdesk.project.migration import wanted_mark
from ictdesk.project.supervisor import say

OWN = ("root_key", "database_")
"""Secrets that are in no copy: the root key lies elsewhere, and passwords of databases are made anew."""


def make(folder: DataFolder, server: Server, target: Target, *, keep: int, cell: str = FIRST) -> None:
    """Data, files, then keys under a new epoch; the keys are read back before older ones are destroyed.

    The control plane goes with the first cell; every other one has a chain of copies of its own, where its region wants it. Raises `StartupProblem`; what was begun is thrown away by the next run.
    """
    for place in (target.data, target.files, target.keys):
        place.prepare()
    stamp, files = copies.new_stamp(), folder_of(cell) / "files"
    _new_epoch(cell)
    _copy_data(server, target.data, stamp, cell)
    say(f"files: {target.files.add_missing(files, _tell)} new")
    opened = _copy_keys(folder, server, target.keys, stamp, cell)
    say(f"keys: {opened} read back and opened")
    for old in target.keys.stamps()[:-1]:
        target.keys.remove(old)
    destroyed = rotation.destroy_old_epochs(cell)
    say(f"keys: epochs destroyed: {', '.join(map(str, destroyed)) or 'none'}")
    _drop_old(target, keep)
    oldest = target.data.stamps()[0]
    say(f"files: {target.files.forget_gone(files, stamp, oldest)} removed, which no kept copy needs")
    if cell == FIRST:
        copied.note("bucket" if is_bucket(target.name) else "folder", stamp)
    print(f"Copied to {target.name}: {stamp}")


def _drop_old(target: Target, keep: int) -> None:
    for old in copies.too_many(target.data.stamps(), keep=keep, days=settings.ICTDESK_BACKUP_DAYS):
        until = target.data.remove(old)
        say(
            f"data: {old} is {f'locked until {until:%Y-%m-%d %H:%M} UTC' if until else 'not kept any longer'}"
        )


def _new_epoch(cell: str) -> None:
    rotation.begin_epoch(cell)
    try:
        rotation.rotate_all(cell)
    except CannotOpen as error:
        raise StartupProblem(
            "A key in the database does not open: nothing was copied and nothing destroyed. Restore the keys first."
        ) from error


def _copy_data(server: Server, place: Place, stamp: str, cell: str) -> None:
    heads = {str(workspace): chain.Chain(workspace).head()[0] for workspace in chain.workspaces()}
    with place.writing(stamp) as draft:
        for plane in server.dsns:
            without = WITHOUT_KEYS if plane != "control" else WITHOUT_LOGS
            say(f"data: {plane}, {draft.dump(server, plane, f'{plane}.dump', *without):,} bytes")
        said = {"version": ictdesk.__version__, "migrations": wanted_mark(), "ledger": heads}
        draft.finish(said | {"region": region_of(cell)})


def _copy_keys(folder: DataFolder, server: Server, place: Place, stamp: str, cell: str) -> int:
    """After the data, so that every row has its key."""
    with place.writing(stamp) as draft, copies.scratch(folder.run) as aside:
        newest = f"{root.current_epoch(cell)}.key"
        draft.add(root.epochs_folder(cell) / newest, f"epochs/{newest}")
        for secret in folder.secrets.iterdir() if cell == FIRST else ():
            if secret.is_file() and not secret.name.startswith((*OWN, ".")):
                draft.add(secret, f"secrets/{secret.name}")
        planes = [plane for plane in server.dsns if plane != "control"]
        for plane in planes:
            draft.dump(server, plane, f"{plane}_keys.dump", *KEYS_ONLY)
        back = draft.back(aside)
        count = sum(
            proof.prove(server.text(back / f"{plane}_keys.dump"), back / "epochs", cell) for plane in planes
        )
        draft.finish({"version": ictdesk.__version__, "epoch": root.current_epoch(cell)})
    return count


def _tell(number: int, total: int) -> None:
    if number % 1000 == 0 or number == total:
        say(f"files: {number:,} of {total:,}")
