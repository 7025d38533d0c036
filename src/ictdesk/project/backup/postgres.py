"""PostgreSQL's own programs on the databases of an installation, as a login that row-level security does not hold."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from urllib.parse import parse_qs, unquote, urlsplit

from ictdesk.project import installation
from ictdesk.project.cluster import PROGRAMS
from ictdesk.project.embedded import EmbeddedPostgres
from ictdesk.project.errors import StartupProblem
from ictdesk.project.folder import DataFolder
from ictdesk.project.postgres_files import ADMIN, OWNER

WITHOUT_KEYS = ("--exclude-schema=keys",)
WITHOUT_LOGS = ("--exclude-table-data-and-children=log_line",)
"""A log that is kept for thirty days is in no copy that is kept for longer."""
KEYS_ONLY = ("--schema=keys",)


@dataclass(frozen=True, slots=True)
class Stream:
    """What a program writes."""

    process: subprocess.Popen[bytes]
    plane: str
    said: IO[bytes]

    def read(self, size: int = -1, /) -> bytes:
        """Empty at the end. Raises `StartupProblem` when the program failed."""
        assert self.process.stdout is not None
        piece = self.process.stdout.read(size)
        if not piece and size != 0 and self.process.wait() != 0:
            self.said.seek(0)
            raise StartupProblem(
                f"pg_dump failed on {self.plane}: {self.said.read().decode()[-2000:].strip()}"
            )
        return piece


@dataclass(frozen=True)
class Server:
    """Where the databases are and whose programs are used; `dsns` by plane (`control`, `cell_eu`)."""

    dsns: dict[str, str]
    programs: Path | None

    def dump(self, plane: str, file: Path, *arguments: str) -> None:
        """Raises `StartupProblem` with what pg_dump says."""
        self._run("pg_dump", plane, "-Fc", "--no-unlogged-table-data", f"--file={file}", *arguments)

    @contextmanager
    def stream(self, plane: str, *arguments: str) -> Iterator[Stream]:
        """The same dump, piece by piece. Its end is told only when pg_dump ended well: raises `StartupProblem` otherwise."""
        command, environment = self._found("pg_dump"), {**os.environ, **_environment(self.dsns[plane])}
        with tempfile.TemporaryFile() as said:
            running = subprocess.Popen(
                [command, "-Fc", "--no-unlogged-table-data", *arguments],
                stdout=subprocess.PIPE,
                stderr=said,
                env=environment,
            )
            try:
                yield Stream(running, plane, said)
            finally:
                running.kill()
                running.communicate()

    def load(self, plane: str, file: Path) -> None:
        """Puts a dump in the place of what is there, in one transaction. Raises `StartupProblem`."""
        options = ("--clean", "--if-exists", "--single-transaction", "--exit-on-error", f"--role={OWNER}")
        self._run("pg_restore", plane, *options, f"--dbname={self._name(plane)}", str(file))

    def text(self, file: Path) -> str:
        """A dump's data as SQL."""
        return self._run("pg_restore", next(iter(self.dsns)), "--data-only", "--file=-", str(file))

    def ask(self, plane: str, query: str) -> list[str]:
        """The lines of an answer."""
        options = ("--no-psqlrc", "--quiet", "--tuples-only", "--no-align", f"--command={query}")
        return self._run("psql", plane, *options).splitlines()

    def _run(self, program: str, plane: str, *arguments: str) -> str:
        found = self._found(program)
        environment = {**os.environ, **_environment(self.dsns[plane])}
        done = subprocess.run(
            [found, *arguments], check=False, capture_output=True, text=True, env=environment
        )
        if done.returncode != 0:
            raise StartupProblem(f"{program} failed on {plane}: {done.stderr.strip()[-2000:]}")
        return done.stdout

    def _found(self, program: str) -> str:
        found = self.programs / program if self.programs else shutil.which(program)
        if not found:
            raise StartupProblem(f"{program} was not found: install PostgreSQL's client programs.")
        return str(found)

    def _name(self, plane: str) -> str:
        return unquote(urlsplit(self.dsns[plane]).path.lstrip("/"))


def _environment(dsn: str) -> dict[str, str]:
    """A login's address as variables: a password on a command line could be read by others."""
    parts = urlsplit(dsn)
    options = parse_qs(parts.query)
    found = {
        "PGHOST": options.get("host", [parts.hostname or ""])[0],
        "PGPORT": str(parts.port or options.get("port", ["5432"])[0]),
        "PGUSER": unquote(parts.username or ""),
        "PGPASSWORD": unquote(parts.password or ""),
        "PGDATABASE": unquote(parts.path.lstrip("/")),
        "PGSSLMODE": options.get("sslmode", ["prefer"])[0],
    }
    return {name: value for name, value in found.items() if value}


@contextmanager
def server(folder: DataFolder, region: str = "") -> Iterator[Server]:
    """With the control plane and the first cell, or with the cell of another region.

    The operator's own, or the embedded one, which is started for the time if no desk runs on the folder.

    Raises `StartupProblem` when the address of an administrator is missing.
    """
    if installation.has_own_database():
        yield Server({plane.lower(): _administrator(plane) for plane in installation.planes(region)}, None)
        return
    embedded = EmbeddedPostgres(folder.path)
    started = not embedded.is_running()
    if started:
        embedded.start()
    try:
        names = installation.planes(region).items()
        yield Server({plane.lower(): embedded.dsn(ADMIN, name) for plane, name in names}, PROGRAMS)
    finally:
        if started:
            embedded.stop()


def _administrator(plane: str) -> str:
    name = f"ICTDESK_ADMIN_{plane}_DSN"
    if not os.environ.get(name):
        raise StartupProblem(
            f"Set {name} to a login of your PostgreSQL that row-level security does not hold (superuser or BYPASSRLS)."
        )
    return os.environ[name]
