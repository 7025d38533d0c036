"""`ictdesk restore SOURCE`: an installation from its copies, in an empty data folder. It stays closed until replayed."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from ictdesk.project.backup import copies
from ictdesk.project.backup.copies import Copies
from ictdesk.project.backup.postgres import Server
from ictdesk.project.errors import StartupProblem
from ictdesk.project.folder import DataFolder
from ictdesk.project.supervisor import say

TABLES = "select count(*) from pg_tables where schemaname in ('public', 'keys')"


def check_empty(folder: DataFolder) -> None:
    """Raises `StartupProblem` for a folder that an installation lives in."""
    for name in ("postgres", "keys", "files"):
        if (folder.path / name).exists():
            raise StartupProblem(
                f"{folder.path / name} is there already: restore into a folder without an installation."
            )


def take_root_key(folder: DataFolder, given: Path | None) -> None:
    """Raises `StartupProblem` when there is none: it is in no copy."""
    place = folder.secrets / "root_key"
    if given:
        shutil.copyfile(given, place)
        place.chmod(0o600)
    if not place.exists():
        raise StartupProblem("The root key is in no copy: name its file with --root-key.")


@dataclass(frozen=True, slots=True)
class Source:
    """Which copies are taken, each file of them as it was written."""

    data: Path
    keys: Path
    files: Path


def choose(place: Path, stamp: str) -> Source:
    """Reads them through before anything is made. Raises `StartupProblem` when there is none, or one is broken.

    The data may be older than the keys, which are always the newest: what belongs to a destroyed key stays closed.
    Data that is newer than the keys is never taken: what was written between could not be opened.
    """
    there = Copies(place)
    keys = there.newest(there.keys)
    data = there.newest(there.data, stamp, until=keys.name)
    if data.name > keys.name:
        raise StartupProblem(f"The keys are of {keys.name}: data of {data.name} would not open with them.")
    copies.read_manifest(data)
    copies.read_manifest(keys)
    return Source(data, keys, there.files)


def restore(folder: DataFolder, server: Server, source: Source) -> None:
    """Secrets, keys of the epoch, files, databases. Raises `StartupProblem`."""
    for plane in server.dsns:
        if server.ask(plane, TABLES) != ["0"]:
            raise StartupProblem(f"The database {plane} is not empty.")
    shutil.copytree(source.keys / "secrets", folder.secrets, dirs_exist_ok=True)
    shutil.copytree(source.keys / "epochs", folder.path / "keys" / "epochs")
    (folder.path / "keys").chmod(0o700)
    count = copies.copy_missing(source.files, folder.path / "files", lambda *_: None)
    say(f"files: {count}")
    for plane in server.dsns:
        server.load(plane, source.data / f"{plane}.dump")
        if plane != "control":
            server.load(plane, source.keys / f"{plane}_keys.dump")
        say(f"data: {plane}")
