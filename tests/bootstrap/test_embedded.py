"""The embedded server: private, and none the worse for a crash."""

import os
import pwd
import signal
import stat
import subprocess
from pathlib import Path

import psutil
import pytest
from psycopg import connect

from ictdesk.project.embedded import EmbeddedPostgres
from ictdesk.project.errors import StartupProblem


def write_word(server: EmbeddedPostgres, word: str) -> None:
    with connect(server.dsn("ictdesk_owner", "ictdesk_control")) as owner:
        owner.execute("create table if not exists words (word text)")
        owner.execute("insert into words values (%s)", [word])


def words(server: EmbeddedPostgres) -> set[str]:
    with connect(server.dsn("ictdesk_owner", "ictdesk_control")) as owner:
        return {row[0] for row in owner.execute("select word from words").fetchall()}


def test_a_killed_server_comes_back_with_everything_committed(server: EmbeddedPostgres) -> None:
    write_word(server, "kept")
    server.kill()
    server.start()
    assert "kept" in words(server)


def test_a_killed_child_of_the_server_is_survived(server: EmbeddedPostgres) -> None:
    write_word(server, "before")
    assert server.process is not None
    with connect(server.dsn("ictdesk_app", "ictdesk_control")) as session:
        backend = psutil.Process(session.info.backend_pid)
        backend.send_signal(signal.SIGKILL)
        psutil.wait_procs([backend], timeout=10)
    server.stop()
    server.start()
    assert "before" in words(server)


def test_a_server_whose_parent_was_killed_is_ended_and_replaced(cluster_folder: Path) -> None:
    """Where the kernel does not end children with their parent, the next start has to."""
    first = EmbeddedPostgres(cluster_folder)
    first.start()
    assert first.process is not None
    orphan = psutil.Process(first.process.pid)
    second = EmbeddedPostgres(cluster_folder)  # knows nothing of the first one's process
    with second:
        assert not orphan.is_running() or orphan.status() == psutil.STATUS_ZOMBIE
        assert second.poll() is None
    first.process.wait()


def test_a_stale_mark_with_a_process_id_in_use_does_not_stop_the_start(server: EmbeddedPostgres) -> None:
    server.stop()
    stranger = os.getpid()
    (server.cluster.path / "postmaster.pid").write_text(
        f"{stranger}\n{server.cluster.path}\n0\n5432\n\n\n\nready\n"
    )
    server.start()
    assert psutil.pid_exists(stranger)
    assert server.poll() is None


def test_files_of_another_version_are_left_alone(server: EmbeddedPostgres) -> None:
    server.stop()
    version = server.cluster.path / "PG_VERSION"
    former = version.read_text()
    version.write_text("12\n")
    try:
        with pytest.raises(StartupProblem, match="written by PostgreSQL 12"):
            server.start()
    finally:
        version.write_text(former)


def test_the_folders_are_closed_to_others(server: EmbeddedPostgres) -> None:
    for folder in (server.cluster.path, server.cluster.sockets, server.folder.secrets, server.folder.logs):
        assert stat.S_IMODE(folder.stat().st_mode) & 0o077 == 0
    for file in server.folder.secrets.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_deep_data_folder_gets_a_socket_that_the_kernel_accepts(tmp_path: Path) -> None:
    deep = tmp_path / ("d" * 60) / ("e" * 60)
    server = EmbeddedPostgres(deep)
    assert len(str(server.cluster.sockets / ".s.PGSQL.5432")) < 108
    assert server.cluster.sockets != EmbeddedPostgres(deep / "other").cluster.sockets


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root to become somebody else")
def test_another_user_reaches_neither_socket_nor_secrets(server: EmbeddedPostgres) -> None:
    socket = server.cluster.sockets / ".s.PGSQL.5432"
    secret = server.folder.secret_file("database_ictdesk_app")
    for question in (["test", "-w", str(socket)], ["test", "-r", str(secret)]):
        assert subprocess.run(question, check=False).returncode == 0  # within our reach
        assert subprocess.run(question, check=False, cwd="/", user="nobody").returncode == 1


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives the server a user of its own")
def test_as_root_the_server_runs_as_a_user_who_may_pass_but_not_look(server: EmbeddedPostgres) -> None:
    assert server.process is not None
    name = psutil.Process(server.process.pid).username()
    assert name == "ictdesk-postgres"
    assert pwd.getpwnam(name).pw_shell == "/bin/false"
    listing = ["ls", str(server.folder.path)]
    assert subprocess.run(listing, check=False, capture_output=True).returncode == 0
    assert subprocess.run(listing, check=False, capture_output=True, cwd="/", user=name).returncode != 0
