"""`ictdesk up`: from nothing, or from whatever a crash has left, to a desk that answers."""

import http.client
import json
import os
import signal
import socket
import ssl
from pathlib import Path

from ictdesk.project import installation, migration, processes
from ictdesk.project.embedded import EmbeddedPostgres
from ictdesk.project.errors import StartupProblem
from ictdesk.project.folder import DataFolder
from ictdesk.project.program import Part, Program, run_once
from ictdesk.project.server import listen
from ictdesk.project.supervisor import Supervisor, say


def up(*, port: int, smtp_port: int, data: Path, demo: bool, workers: int) -> None:
    """Run everything until Ctrl-C. Raises `StartupProblem`."""
    # Asked to stop while still starting: leave through the same door as Ctrl-C.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    folder = DataFolder(data)
    folder.prepare()
    lock = folder.lock()
    processes.end_remembered(folder.run)
    server = None if installation.has_own_database() else EmbeddedPostgres(data)
    with listen("127.0.0.1", port) as listener, listen("127.0.0.1", smtp_port) as mail:
        for one in (listener, mail):
            one.set_inheritable(True)
        environment = installation.environment(folder, listener.getsockname()[1])
        if demo:
            environment.setdefault("ICTDESK_SIGN_UP", "1")
        try:
            if server is not None:
                server.start()
            _bring_up_to_date(folder, environment, server)
            _found_vendor(folder, environment)
            if demo:
                _seed_demo(folder, environment, mail.getsockname()[1])
            _run(folder, environment, server, listener, mail, workers)
        finally:
            if server is not None:
                server.stop()
            os.close(lock)


def _bring_up_to_date(
    folder: DataFolder, environment: dict[str, str], server: EmbeddedPostgres | None
) -> None:
    if server is not None:
        current = migration.is_embedded_up_to_date(server)
    else:
        current = migration.is_up_to_date(
            environment[name] for name in installation.app_variables(environment)
        )
    if current:
        return
    say("migrating the databases")
    if run_once(["migrate"], {**environment, **installation.owner_environment(folder)}) != 0:
        raise StartupProblem("The databases could not be migrated; the reason is above.")


def _found_vendor(folder: DataFolder, environment: dict[str, str]) -> None:
    """Once; what breaks off is begun again at the next start."""
    done = folder.path / "vendor"
    if done.exists() or environment.get("ICTDESK_SITE") == "0":
        return
    say("making the vendor's workspace")
    if run_once(["vendor"], environment) != 0:
        raise StartupProblem("The vendor's workspace could not be made; the reason is above.")
    done.touch(mode=0o600)


def _seed_demo(folder: DataFolder, environment: dict[str, str], smtp_port: int) -> None:
    """Fill the demo workspaces once; later only keep the addresses in demo.json true."""
    file = folder.path / "demo.json"
    if not file.exists():
        say("filling the demo workspaces")
        if run_once(["demo"], environment) != 0:
            raise StartupProblem("The demo could not be filled; the reason is above.")
    content = json.loads(file.read_text(encoding="utf-8"))
    now = {
        "base_url": environment["ICTDESK_BASE_URL"],
        "smtp": {"host": "127.0.0.1", "port": smtp_port},
        "outbox": str(folder.path / "mail"),
    }
    if any(content.get(key) != value for key, value in now.items()):
        content |= now
        file.write_text(json.dumps(content, indent=2), encoding="utf-8")


def _run(
    folder: DataFolder,
    environment: dict[str, str],
    server: EmbeddedPostgres | None,
    listener: socket.socket,
    mail: socket.socket,
    workers: int,
) -> None:
    descriptor = listener.fileno()
    port = listener.getsockname()[1]
    arguments = ["serve", "--fd", str(descriptor), "--workers", str(workers)]
    parts: list[Part] = [
        Program("work", ["work"], environment=environment, run=folder.run, keep=[]),
        Program(
            "smtp",
            ["smtp", "--fd", str(mail.fileno())],
            environment=environment,
            run=folder.run,
            keep=[mail.fileno()],
        ),
        Program("serve", arguments, environment=environment, run=folder.run, keep=[descriptor]),
    ]
    if server is not None:
        parts.insert(0, server)
    say(f"mail comes in at 127.0.0.1:{mail.getsockname()[1]}")
    Supervisor(
        parts,
        ready=lambda: _answers(port),
        on_ready=lambda: print(
            f"ready {installation.scheme()}://127.0.0.1:{port}\n", end="", flush=True
        ),  # in one piece
    ).run()


def _answers(port: int) -> bool:
    """Whether /readyz says yes. The socket listens from the start, so an early question just waits."""
    connection = _connection(port)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def _connection(port: int) -> http.client.HTTPConnection:
    """To ourselves; the certificate is for another name."""
    if installation.scheme() == "http":
        return http.client.HTTPConnection("127.0.0.1", port, timeout=1)
    return http.client.HTTPSConnection(
        "127.0.0.1",
        port,
        timeout=1,
        context=ssl._create_unverified_context(),  # noqa: S323, SLF001
    )
