"""`ictdesk restore SOURCE`: an installation from its copies, in an empty data folder. It stays closed until replayed."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from ictdesk.project.backup.places import Place
from ictdesk.project.backup.postgres import Server
from ictdesk.project.backup.targets import Target
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


def check_region(folder: DataFolder, region: str) -> None:
    """Raises `StartupProblem` for a region that is not there, or in which something lives."""
    if region not in folder.regions():
        raise StartupProblem(f"There is no region {region}: make it first with `ictdesk region add`.")
    home = folder.path / "regions" / region
    if [*home.glob("keys/epochs/*.key"), *home.glob("files/*")]:
        raise StartupProblem(f"Something lives in region {region} already: restore into an empty one.")


def take_root_key(folder: DataFolder, given: Path | None, region: str = "") -> None:
    """Raises `StartupProblem` when there is none: it is in no copy."""
    place = folder.secrets / (f"root_key_{region}" if region else "root_key")
    if given:
        shutil.copyfile(given, place)
        place.chmod(0o600)
    if not place.exists():
        raise StartupProblem("The root key is in no copy: name its file with --root-key.")


@dataclass(frozen=True, slots=True)
class Source:
    """Which copies are taken."""

    target: Target
    data: str
    keys: str


def choose(target: Target, stamp: str) -> Source:
    """Looks at them before anything is made. Raises `StartupProblem` when there is none, or one is broken.

    The data may be older than the keys, which are always the newest: what belongs to a destroyed key stays closed.
    Data that is newer than the keys is never taken: what was written between could not be opened.
    """
    keys = newest(target.keys)
    data = newest(target.data, stamp, until=keys)
    if data > keys:
        raise StartupProblem(f"The keys are of {keys}: data of {data} would not open with them.")
    target.data.check(data)
    target.keys.check(keys)
    return Source(target, data, keys)


def newest(place: Place, stamp: str = "", *, until: str = "") -> str:
    """The newest copy there (not newer than `until`), or the one of a time. Raises `StartupProblem`."""
    found = [one for one in place.stamps() if (one == stamp if stamp else one <= (until or one))]
    if not found:
        raise StartupProblem(f"There is no {'copy of ' + stamp if stamp else 'finished copy'} in {place}.")
    return found[-1]


def restore(folder: DataFolder, server: Server, source: Source, scratch: Path, *, region: str = "") -> None:
    """Secrets, keys of the epoch, files, databases. Raises `StartupProblem`."""
    said = source.target.data.manifest(source.data).get("region", "eu")
    if said != (region or "eu"):
        raise StartupProblem(f"These copies are of region {said}.")
    for plane in server.dsns:
        if not region and server.ask(plane, TABLES) != ["0"]:
            raise StartupProblem(f"The database {plane} is not empty.")
    home = folder.path / "regions" / region if region else folder.path
    keys = source.target.keys.read(source.keys, scratch)
    data = source.target.data.read(source.data, scratch)
    if not region:
        shutil.copytree(keys / "secrets", folder.secrets, dirs_exist_ok=True)
    shutil.copytree(keys / "epochs", home / "keys" / "epochs", dirs_exist_ok=True)
    (home / "keys").chmod(0o700)
    say(f"files: {source.target.files.fetch(home / 'files')}")
    for plane in server.dsns:
        server.load(plane, data / f"{plane}.dump")
        if plane != "control":
            server.load(plane, keys / f"{plane}_keys.dump")
        say(f"data: {plane}")
