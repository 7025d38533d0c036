"""The checks of `./desk check` that are our own: each is shown something wrong."""

from pathlib import Path

import pytest

from tools import layers, sizes


def source(name: str, lines: int) -> sizes.Source:
    return sizes.Source(Path(name), "x = 1\n" * lines)


def test_the_sources_are_within_the_limits() -> None:
    assert list(sizes.problems(sizes.our_sources())) == []


@pytest.mark.parametrize(
    ("sources", "complaint"),
    [
        ([source("a.py", 401)], "401 lines, at most 400"),
        ([source("kernel/utils.py", 1)], "the name says nothing"),
        ([source("desk/services/reply.py", 1)], "the name says nothing"),
        ([sizes.Source(Path("a.py"), "def long():\n" + "    x = 1\n" * 40)], "long has 41 lines"),
        ([source("a.py", 61), source("b.py", 61), source("c.py", 61)], "the median file has 61"),
        ([*[source("a.py", 10)] * 8, source("b.ts", 300), source("c.ts", 300)], "nine in ten"),
    ],
)
def test_what_is_too_large_or_badly_named_is_found(sources: list[sizes.Source], complaint: str) -> None:
    assert complaint in "\n".join(sizes.problems(sources))


def test_the_limits_themselves_are_allowed() -> None:
    assert list(sizes.problems([sizes.Source(Path("a.py"), "def f():\n" + "    x = 1\n" * 39)])) == []


@pytest.mark.parametrize(
    ("file", "statement"),
    [
        ("kernel/vault/keyring.py", "from django.http import Http404"),
        ("kernel/command.py", "import ninja"),
        ("desk/conversations/commands/reply.py", "from django.shortcuts import render"),
        ("desk/conversations/rules.py", "from django import template"),
    ],
)
def test_http_below_the_surfaces_is_found(tmp_path: Path, file: str, statement: str) -> None:
    (tmp_path / file).parent.mkdir(parents=True)
    (tmp_path / file).write_text(statement)
    assert file in "\n".join(layers.problems(tmp_path))


def test_a_surface_may_know_http(tmp_path: Path) -> None:
    (tmp_path / "surfaces/api/commands").mkdir(parents=True)
    (tmp_path / "surfaces/api/views.py").write_text("from django.http import HttpRequest")
    assert list(layers.problems(tmp_path)) == []
