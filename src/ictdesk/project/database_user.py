"""PostgreSQL refuses to run as root: as root it gets a system user of its own.

That user must reach its programs and its folder. Instead of opening the folders on the way to
everybody, an access list lets this one user pass (search, not read); where the file system has no
access lists, the search bit for others is set.
"""

import os
import pwd
import shutil
import struct
import subprocess
from pathlib import Path

from ictdesk.project.errors import StartupProblem

NAME = "ictdesk-postgres"
ACCESS_LIST = "system.posix_acl_access"
USER_OBJ, USER, GROUP_OBJ, MASK, OTHER = 0x01, 0x02, 0x04, 0x10, 0x20
NO_ID = 0xFFFFFFFF
SEARCH = 1

type Entry = tuple[int, int, int]


def database_user() -> pwd.struct_passwd | None:
    """The user the server runs as, made at the first call; None when we are not root."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam(NAME)
    except KeyError:
        pass
    program = shutil.which("useradd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    if program is None:
        raise StartupProblem(
            f"As root, PostgreSQL needs a system user {NAME}: create it, or run as an ordinary user."
        )
    options = ["--system", "--user-group", "--no-create-home", "--home-dir", "/", "--shell", "/bin/false"]
    made = subprocess.run([program, *options, NAME], check=False, capture_output=True, text=True)
    if made.returncode not in (0, 9):  # 9: made by another process in the meantime
        raise StartupProblem(f"The system user {NAME} cannot be made: {made.stderr.strip()}")
    return pwd.getpwnam(NAME)


def let_pass(user: pwd.struct_passwd, path: Path) -> None:
    """Let `user` pass every folder on the way to `path`, itself included."""
    for folder in [*reversed(path.parents), path]:
        if not _passes(user, folder):
            _grant_search(user, folder)


def _passes(user: pwd.struct_passwd, folder: Path) -> bool:
    status = folder.stat()
    if status.st_uid == user.pw_uid:
        return bool(status.st_mode & 0o100)
    return bool(status.st_mode & 0o001) or (USER, SEARCH, user.pw_uid) in _entries(folder)


def _entries(folder: Path) -> list[Entry]:
    """The access list of a folder: (kind, rights, id) each, as the kernel keeps it."""
    try:
        packed = os.getxattr(folder, ACCESS_LIST)
    except OSError:
        mode = folder.stat().st_mode
        return [
            (USER_OBJ, mode >> 6 & 7, NO_ID),
            (GROUP_OBJ, mode >> 3 & 7, NO_ID),
            (OTHER, mode & 7, NO_ID),
        ]
    return [(kind, rights, who) for kind, rights, who in struct.iter_unpack("<HHI", packed[4:])]


def _grant_search(user: pwd.struct_passwd, folder: Path) -> None:
    entries = _entries(folder)
    mask = next((rights for kind, rights, _ in entries if kind == MASK), None)
    if mask is None:
        mask = next(rights for kind, rights, _ in entries if kind == GROUP_OBJ)
    kept = [entry for entry in entries if entry[0] != MASK and entry[::2] != (USER, user.pw_uid)]
    wanted = sorted([*kept, (USER, SEARCH, user.pw_uid), (MASK, mask | SEARCH, NO_ID)], key=_order)
    packed = struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *entry) for entry in wanted)
    try:
        os.setxattr(folder, ACCESS_LIST, packed)
    except OSError:
        folder.chmod(folder.stat().st_mode | 0o001)


def _order(entry: Entry) -> tuple[int, int]:
    return entry[0], entry[2]
