"""The embedded PostgreSQL: one private server per data folder, a child of this process.

    with EmbeddedPostgres(folder) as server:
        server.dsn("ictdesk_app", "ictdesk_control")

It listens on a socket in a private folder only, and every login needs a password, the superuser's
too. Nothing is lost when it or its parent is killed: the next `start` recovers.
"""

import os
import signal
import socket
import subprocess
import time
from pathlib import Path
from typing import Self
from urllib.parse import quote

from ictdesk.project import processes
from ictdesk.project.cluster import PROGRAMS, Cluster
from ictdesk.project.errors import StartupProblem
from ictdesk.project.folder import DataFolder
from ictdesk.project.postgres_files import ADMIN, APP, OWNER

ROLES_FILE = Path(__file__).parent / "roles.sql"
SECONDS_TO_STOP = 30
POLL_SECONDS = 0.02


class EmbeddedPostgres:
    """The server of one data folder. `start` again after a `stop`, a `kill` or a crash."""

    name = "postgres"

    def __init__(self, data_folder: Path) -> None:
        self.folder = DataFolder(data_folder)
        self.cluster = Cluster(self.folder)
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Make what is missing, start, and return when roles and databases are there.

        A server that runs already is left as it is. Raises `StartupProblem` when it cannot start;
        `logs/postgres.log` has the reason, and `postgres/log` what came later.
        """
        if self.process is not None and self.process.poll() is None:
            return
        self.cluster.prepare()
        if (self.cluster.path / "postmaster.pid").exists():
            # After a crash the old server or its children may hold the files for a moment longer.
            processes.end(processes.living_in(self.cluster.path), signal.SIGQUIT)
            self.cluster.remove_stale_marks()
        self._launch()
        self._make_roles({})

    def stop(self) -> None:
        """End it in order: open transactions are rolled back, everything committed is on disk."""
        if self.process is None:
            return
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait()
        self.process = None

    def kill(self) -> None:
        """SIGKILL, as a crash would do it."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None

    def poll(self) -> int | None:
        """The exit status once the server has ended by itself, else None."""
        return None if self.process is None else self.process.poll()

    def is_running(self) -> bool:
        """Whether a server answers on the socket, whoever started it."""
        with socket.socket(socket.AF_UNIX) as probe:
            return probe.connect_ex(str(self.cluster.sockets / ".s.PGSQL.5432")) == 0

    def dsn(self, role: str, database: str) -> str:
        """The URL by which `ictdesk_app`, `ictdesk_owner` or `ictdesk_admin` logs in to a database."""
        password = self.folder.secret(f"database_{role}")
        return f"postgresql://{role}:{password}@/{database}?host={quote(str(self.cluster.sockets), safe='')}"

    def create_database(self, name: str, *, template: str = "template1") -> None:
        """Make one more database with the rights of the product's own, unless it exists."""
        self._make_roles({"databases": name, "template": template})

    def _launch(self) -> None:
        user = self.cluster.user.pw_name if self.cluster.user else None
        with (self.folder.logs / "postgres.log").open("wb") as log:
            self.process = subprocess.Popen(
                [PROGRAMS / "postgres", "-D", self.cluster.path],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                user=user,
                group=user,
                extra_groups=[] if user else None,
                start_new_session=True,
                preexec_fn=processes.dying_with_parent(signal.SIGINT),  # noqa: PLW1509 - no threads here
            )
        while not self._is_ready(self.process.pid):
            if self.process.poll() is not None:
                self.process = None
                raise StartupProblem(
                    f"PostgreSQL stopped at its start: see {self.folder.logs / 'postgres.log'}."
                )
            time.sleep(POLL_SECONDS)

    def _is_ready(self, pid: int) -> bool:
        """The first line of postmaster.pid is the server's process id, the eighth says how far it is."""
        try:
            lines = (self.cluster.path / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return False
        return len(lines) >= 8 and lines[0] == str(pid) and lines[7].strip() == "ready"

    def ask(self, query: str) -> list[str]:
        """The first column of a query's answer, asked as the superuser through psql, which starts fast."""
        return self._psql("--tuples-only", "--no-align", f"--command={query}").splitlines()

    def _make_roles(self, variables: dict[str, str]) -> None:
        """Run roles.sql, the file that an operator would run, with this server's passwords."""
        self._psql(*[f"--set={name}={value}" for name, value in variables.items()], f"--file={ROLES_FILE}")

    def _psql(self, *arguments: str) -> str:
        connection = {
            "PGHOST": str(self.cluster.sockets),
            "PGUSER": ADMIN,
            "PGDATABASE": "postgres",
            "PGPASSWORD": self.folder.secret(f"database_{ADMIN}"),
            "ICTDESK_OWNER_PASSWORD": self.folder.secret(f"database_{OWNER}"),
            "ICTDESK_APP_PASSWORD": self.folder.secret(f"database_{APP}"),
        }
        done = subprocess.run(
            [PROGRAMS / "psql", "--no-psqlrc", "--quiet", *arguments],
            check=False,
            capture_output=True,
            text=True,
            env={**os.environ, **connection},
        )
        if done.returncode != 0:
            raise StartupProblem(f"The database refused its set-up: {done.stderr.strip()}")
        return done.stdout
