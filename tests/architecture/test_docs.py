"""What README and docs name exists: files, pictures, commands, error codes."""

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ictdesk.kernel import errors
from ictdesk.project import cli

ROOT = Path(__file__).resolve().parents[2]
PAGES = [
    ROOT / "README.md",
    ROOT / "CHANGELOG.md",
    ROOT / "frontend" / "README.md",
    *sorted((ROOT / "docs").rglob("*.md")),
]
FOLDERS = (
    "",
    "src/ictdesk",
    "src/ictdesk/surfaces/realtime",
    "frontend",
    "frontend/styles",
    "frontend/widget",
)
"""Where a page that names a file without its folder may mean it."""
LARGEST_PICTURE = 250_000

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
COMMAND = re.compile(r"(?<![\w/.-])(\./desk|ictdesk) ([a-z][a-z-]*)((?: [\w.-]+)?)")
IN_CODE = re.compile(r"`([^`\n]+)`|^ {4,}(.+)$", re.MULTILINE)
SOURCE = re.compile(r"`((?:src|tests|frontend|docs|bench|kernel|desk|surfaces|project)/[\w./-]+\.\w+)`")


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


def links(page: Path) -> list[str]:
    found = LINK.findall(page.read_text(encoding="utf-8"))
    return [
        target.partition("#")[0] for target in found if "://" not in target and not target.startswith("#")
    ]


def commands(text: str) -> Iterator[tuple[str, str, str]]:
    """Program, command and first argument of everything that is set as code."""
    for match in IN_CODE.finditer(text):
        for program, command, argument in COMMAND.findall(match[1] or match[2]):
            yield program, command, argument.strip()


def of_ictdesk() -> set[str]:
    for action in cli._parser()._actions:
        if isinstance(action, argparse._SubParsersAction):
            return set(action.choices)
    raise AssertionError("the parser has no commands")


def of_desk() -> set[str]:
    """The words of the script's last `case`, and what it hands over."""
    script = (ROOT / "desk").read_text(encoding="utf-8").rpartition("case $command in")[2]
    labels = re.findall(r"^([a-z |-]+)\)", script, re.MULTILINE)
    return of_ictdesk() | {word.strip() for label in labels for word in label.split("|")}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_to_files(page: Path) -> None:
    assert [target for target in links(page) if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_files_that_are_named_exist(page: Path) -> None:
    named = SOURCE.findall(page.read_text(encoding="utf-8"))
    assert [name for name in named if not any((ROOT / folder / name).exists() for folder in FOLDERS)] == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_commands_that_are_named_exist(page: Path) -> None:
    known = {"./desk": of_desk(), "ictdesk": of_ictdesk()}
    for program, command, argument in commands(page.read_text(encoding="utf-8")):
        assert command in known[program], f"{program} {command}"
        if (program, command) == ("./desk", "bench"):
            assert (ROOT / "bench" / f"{argument}.py").exists(), f"./desk bench {argument}"


def test_a_command_that_is_not_there_would_be_found() -> None:
    assert list(commands("Run `./desk bench chat`, or\n\n    ictdesk fly --now\n")) == [
        ("./desk", "bench", "chat"),
        ("ictdesk", "fly", "--now"),
    ]
    assert {"up", "test", "bench", "shell", "migrate"} <= of_desk()
    assert "fly" not in of_desk()


def test_every_error_code_is_documented() -> None:
    pages = [
        (ROOT / "docs" / "api" / name).read_text(encoding="utf-8") for name in ("http.md", "realtime.md")
    ]
    documented = set(re.findall(r"`([a-z_]+)`", "\n".join(pages)))
    kinds = {kind for kind in vars(errors).values() if isinstance(kind, type)}
    codes = {kind.code for kind in kinds if issubclass(kind, errors.DomainError)}
    assert codes - documented == set()


def test_pictures_are_used_and_light() -> None:
    pictures = sorted((ROOT / "docs" / "images").iterdir())
    shown = {(page.parent / target).resolve() for page in PAGES for target in links(page)}
    assert [name_of(picture) for picture in pictures if picture.stat().st_size > LARGEST_PICTURE] == []
    assert [name_of(picture) for picture in pictures if picture not in shown] == []
