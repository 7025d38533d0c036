"""The script `./desk` on machines that lack something."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NEEDED = ("sh", "dirname", "readlink", "find", "sort", "tr", "xargs", "cksum", "cat")


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A folder with `desk`, and beside it a PATH that has the shell's own tools only."""
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in NEEDED:
        program = shutil.which(name)
        assert program is not None
        (programs / name).symlink_to(program)
    checkout = tmp_path / "checkout"
    (checkout / "tools").mkdir(parents=True)
    for folder in ("frontend", "src"):
        (checkout / folder).mkdir()
    for name in ("desk", "pyproject.toml", "hatch_build.py", "requirements.lock", "tools/environment.py"):
        shutil.copy(ROOT / name, checkout / name)
    return checkout


def run(machine: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    bare = {"PATH": str(machine.parent / "bin"), "HOME": str(machine.parent), **environment}
    command = [str(machine / "desk"), *arguments]
    return subprocess.run(command, check=False, env=bare, cwd="/", capture_output=True, text=True)


def test_without_a_command_it_tells_what_it_can(machine: Path) -> None:
    told = run(machine)
    assert told.returncode == 0
    for command in ("up", "test", "check", "fix", "shell", "bench"):
        assert f"./desk {command}" in told.stdout
    assert not (machine / ".venv").exists()


def test_without_python_it_says_so(machine: Path) -> None:
    refused = run(machine, "up")
    assert refused.returncode == 1
    assert refused.stderr.startswith("desk: no Python >= 3.12")


def test_a_python_that_is_too_old_is_passed_over(machine: Path) -> None:
    old = machine.parent / "bin" / "python3"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    assert run(machine, "up").returncode == 1
    assert run(machine, "up", ICTDESK_PYTHON="/nonexistent/python").returncode == 1


def test_nothing_is_installed_again_when_nothing_changed(machine: Path) -> None:
    """The stamp alone decides: with a true one the environment's Python runs at once, with a false one not."""
    (machine / "frontend" / "package.json").write_text("{}")
    made = machine / ".venv" / "bin" / "python"
    made.parent.mkdir(parents=True)
    made.write_text('#!/bin/sh\necho "ran: $*"\n')
    made.chmod(0o755)
    spy = machine.parent / "spy"
    spy.write_text(
        '#!/bin/sh\ncase $1 in -c) echo "$0"; exit 0;; esac\nprintf %s "$2" > "$(dirname "$1")/../.venv/desk.stamp"\n'
    )
    spy.chmod(0o755)
    first = run(machine, "--version", ICTDESK_PYTHON=str(spy))
    stamp = (machine / ".venv" / "desk.stamp").read_text()
    again = run(machine, "--version")  # no Python to install with: it would fail
    assert (first.stdout, again.stdout) == ("ran: -m ictdesk --version\n",) * 2
    (machine / "frontend" / "package.json").write_text("{ }")
    assert run(machine, "--version").returncode == 1
    run(machine, "--version", ICTDESK_PYTHON=str(spy))
    assert (machine / ".venv" / "desk.stamp").read_text() != stamp


def test_it_runs_from_any_folder_and_through_a_link(tmp_path: Path) -> None:
    link = tmp_path / "desk"
    link.symlink_to(ROOT / "desk")
    told = subprocess.run([link, "--version"], check=False, cwd=tmp_path, capture_output=True, text=True)
    assert told.stdout == "ictdesk 0.1.0\n"


def test_the_lock_holds_hashes_and_no_address() -> None:
    lock = (ROOT / "requirements.lock").read_text()
    pinned = [line for line in lock.splitlines() if "==" in line and not line.startswith((" ", "#"))]
    assert len(pinned) > 50
    assert all(line.endswith("\\") for line in pinned)
    assert "://" not in lock
