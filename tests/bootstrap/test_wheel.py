"""The wheel carries the built front end and runs where there is no npm."""

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], check=True, cwd=ROOT
    )
    (built,) = folder.glob("ictdesk-*.whl")
    return built


def test_the_wheel_has_what_the_build_made(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    built = {
        str(file.relative_to(ROOT / "src"))
        for file in (ROOT / "src/ictdesk/static/build").rglob("*")
        if file.is_file() and file.name != ".stamp"
    }
    assert "ictdesk/static/build/widget.js" in built
    assert built <= names
    assert "ictdesk/project/roles.sql" in names
    assert [name for name in names if "node_modules" in name] == []


def test_the_wheel_runs_without_npm(wheel: Path, tmp_path: Path) -> None:
    """`--version` and `--help` need no other package, so none is installed: nothing can be hidden by one."""
    venv.create(tmp_path / "fresh", with_pip=True, symlinks=True)
    programs = tmp_path / "fresh" / "bin"
    bare = {"PATH": str(programs), "HOME": str(tmp_path)}
    bare |= {
        name: os.environ[name] for name in ("LD_LIBRARY_PATH",) if name in os.environ
    }  # where Python may live
    install = [
        str(programs / "python"),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        str(wheel),
    ]
    subprocess.run(install, check=True, env=bare)
    assert (
        subprocess.run(
            ["/bin/sh", "-c", "command -v npm || command -v node"], check=False, env=bare
        ).returncode
        != 0
    )
    said = subprocess.run(
        [programs / "ictdesk", "--version"], check=True, env=bare, capture_output=True, text=True
    )
    assert said.stdout == "ictdesk 0.1.0\n"
    place = "import ictdesk, pathlib; print(pathlib.Path(ictdesk.__file__).parent)"
    found = subprocess.run(
        [programs / "python", "-c", place], check=True, env=bare, capture_output=True, text=True
    )
    installed = Path(found.stdout.strip())
    assert installed.is_relative_to(tmp_path)
    assert (installed / "static" / "build" / "widget.js").stat().st_size > 0
