"""`ictdesk up` as a person meets it: ready, refused, killed, stopped."""

import json
import os
import resource
import shutil
import signal
import socket
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import psutil
import pytest

from tests.bootstrap.desk_process import DeskProcess
from tests.kernel.waiting import until

PASSWORD = {"ICTDESK_DEMO_PASSWORD": "correct horse battery staple"}


@pytest.fixture(scope="module")
def data() -> Iterator[Path]:
    """A data folder in which a demo desk ran once and was stopped by Ctrl-C."""
    folder = Path(tempfile.mkdtemp(prefix="ictdesk-up-"))
    with DeskProcess(folder, "--demo", "--port", "0", environment=PASSWORD) as desk:
        assert desk.url.startswith("http://127.0.0.1:")
        desk.process.send_signal(signal.SIGINT)
        assert desk.finish() == 0
    yield folder
    shutil.rmtree(folder)


def answers(url: str) -> int:
    with urlopen(f"{url}/readyz") as response:
        status: int = response.status
        return status


def become_ready(url: str) -> None:
    """Ask until the desk says that it is ready again; each answer takes it a moment."""
    until = time.monotonic() + 60
    while True:
        try:
            assert answers(url) == 200
        except OSError:
            assert time.monotonic() < until
        else:
            return


def start(data: Path) -> DeskProcess:
    return DeskProcess(data, "--port", "0")


def test_ready_is_the_only_line_and_the_desk_answers(data: Path) -> None:
    with start(data) as desk:
        url = desk.url
        assert desk.output == f"ready {url}\n"
        assert answers(url) == 200


def test_the_demo_file_names_the_address_and_the_members(data: Path) -> None:
    with DeskProcess(data, "--demo", "--port", "0") as desk:
        url = desk.url
        demo = json.loads((data / "demo.json").read_text())
    assert demo["base_url"] == url
    assert {member["email"].partition("@")[0] for member in demo["members"]} >= {"owner", "agent", "dpo"}
    assert demo["widget_key"]
    assert demo["api_key"]


def runs(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def test_nothing_is_left_running_after_ctrl_c(data: Path) -> None:
    with start(data) as desk:
        assert desk.url
        family = psutil.Process(desk.process.pid).children(recursive=True)
        assert len({desk.part(name).pid for name in ("serve", "work", "postgres")}) == 3
        desk.process.send_signal(signal.SIGINT)
        assert desk.finish() == 0
    # PostgreSQL's logger reads to the end what the others wrote; who has ended and was not waited for by init runs no more.
    assert until(lambda: not any(map(runs, family)))
    assert list((data / "run").iterdir()) == []


def test_the_parts_end_in_order(data: Path) -> None:
    """PostgreSQL last: nobody may find the database gone while there is work to finish."""
    with start(data) as desk:
        assert desk.url
        began = time.time()
        desk.process.send_signal(signal.SIGTERM)
        assert desk.finish() == 0
    log = "".join(file.read_text() for file in sorted((data / "postgres" / "log").iterdir()))
    assert "received fast shutdown request" in log
    assert "terminating connection due to administrator command" not in log[log.rfind("ready to accept") :]
    assert time.time() - began < 20


@pytest.mark.parametrize("name", ["serve", "work", "postgres"])
def test_a_killed_part_is_started_again(data: Path, name: str) -> None:
    with start(data) as desk:
        url = desk.url
        former = desk.part(name)
        former.send_signal(signal.SIGKILL)
        desk.wait_for(f"{name} ended by SIGKILL; starting it again")
        desk.wait_for(f"{name} runs again")
        assert desk.part(name).pid != former.pid
        become_ready(url)


def test_a_killed_supervisor_is_survived_and_its_parts_are_ended(data: Path) -> None:
    with start(data) as desk:
        assert desk.url
        family = psutil.Process(desk.process.pid).children()
        desk.process.kill()
        desk.process.wait()
        with start(data) as after:
            assert answers(after.url) == 200
            assert len(family) == 4
            assert [process for process in family if process.is_running()] == []


def test_everything_killed_at_once_is_survived(data: Path) -> None:
    with start(data) as desk:
        assert desk.url
        everybody = [
            psutil.Process(desk.process.pid),
            *psutil.Process(desk.process.pid).children(recursive=True),
        ]
        for process in everybody:
            process.suspend()
        for process in everybody:
            process.kill()
        desk.process.wait()
    with start(data) as desk:
        assert answers(desk.url) == 200


def test_a_second_desk_on_the_same_folder_is_refused(data: Path) -> None:
    with start(data) as first:
        url = first.url
        with start(data) as second:
            assert second.finish() == 1
        assert f"already running on {data}" in second.log
        assert "Traceback" not in second.log
        assert answers(url) == 200


def test_a_port_in_use_is_named(data: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as holder:
        port = holder.getsockname()[1]
        with DeskProcess(data, "--port", str(port)) as desk:
            assert desk.finish() == 1
    assert f"Port {port} on 127.0.0.1 cannot be used" in desk.log
    assert "Traceback" not in desk.log


@pytest.mark.parametrize(
    "arguments", [["--port", "70000"], ["--port", "ten"], ["--workers", "0"], ["--colour"]]
)
def test_bad_arguments_are_refused_before_anything_is_made(tmp_path: Path, arguments: list[str]) -> None:
    data = tmp_path / "data"
    with DeskProcess(data, *arguments) as desk:
        assert desk.finish() == 2
    assert "Traceback" not in desk.log
    assert not data.exists()


def test_a_data_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with DeskProcess(tmp_path / "file" / "data") as desk:
        assert desk.finish() == 1
    assert "data folder" in desk.log
    assert "Traceback" not in desk.log


def test_half_of_an_own_database_is_refused(tmp_path: Path) -> None:
    environment = {"ICTDESK_CONTROL_DSN": "postgresql:///ictdesk_control"}
    with DeskProcess(tmp_path / "data", "--port", "0", environment=environment) as desk:
        assert desk.finish() == 1
    assert "ICTDESK_CELL_EU_DSN is not" in desk.log


def test_the_second_start_costs_little(data: Path) -> None:
    """Ready in some three seconds on two quiet cores, with four processes that each load the product.

    Counted in processor time, for here others work too.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with start(data) as desk:
        assert desk.url
        assert "migrating" not in desk.log
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 9


def test_several_server_processes_share_the_port(data: Path) -> None:
    with DeskProcess(data, "--port", "0", "--workers", "2") as desk:
        url = desk.url
        master = desk.part("serve")
        assert len(master.children()) == 2
        os.kill(master.children()[0].pid, signal.SIGKILL)
        become_ready(url)
