"""Small files, short functions, and no drawer for what has no place: the limits of docs/architecture.md."""

import ast
import statistics
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LONGEST_FILE = 400
MOST_FILES = 200  # nine in ten are no longer than this
MEDIAN_FILE = 60
LONGEST_FUNCTION = 40
DRAWERS = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "manager",
    "managers",
    "service",
    "services",
    "base",
}


@dataclass(frozen=True)
class Source:
    """A file and its text."""

    path: Path
    text: str

    @property
    def lines(self) -> int:
        return self.text.count("\n")


def problems(sources: Iterable[Source]) -> Iterator[str]:
    """One sentence for each limit that is passed."""
    known = list(sources)
    for source in known:
        if source.lines > LONGEST_FILE:
            yield f"{source.path}: {source.lines} lines, at most {LONGEST_FILE}"
        if source.path.stem in DRAWERS or DRAWERS & set(source.path.parts):
            yield f"{source.path}: the name says nothing; name it after what it holds"
        if source.path.suffix == ".py":
            yield from _long_functions(source)
    yield from _spread([source.lines for source in known if source.lines])


def _spread(lengths: list[int]) -> Iterator[str]:
    if len(lengths) < 2:
        return
    median = statistics.median(lengths)
    if median > MEDIAN_FILE:
        yield f"the median file has {median:g} lines, at most {MEDIAN_FILE}"
    ninth = statistics.quantiles(lengths, n=10)[-1]
    if ninth > MOST_FILES:
        yield f"nine in ten files have up to {ninth:g} lines, at most {MOST_FILES}"


def _long_functions(source: Source) -> Iterator[str]:
    for node in ast.walk(ast.parse(source.text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > LONGEST_FUNCTION:
                yield f"{source.path}:{node.lineno}: {node.name} has {length} lines, at most {LONGEST_FUNCTION}"


def our_sources() -> Iterator[Source]:
    """What people wrote and read: no migrations, nothing generated."""
    listed = subprocess.run(
        [
            "git",
            "ls-files",
            "--cached",
            "--others",
            "--exclude-standard",
            "src",
            "frontend",
            "tools",
            "bench",
            "tests",
        ],
        check=True,
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    for name in sorted(set(listed.stdout.splitlines())):
        path = Path(name)
        wanted = path.suffix in {".py", ".ts", ".tsx"} and "migrations" not in path.parts
        if wanted and ".gen." not in path.name and (ROOT / path).exists():
            yield Source(path, (ROOT / path).read_text(encoding="utf-8"))


if __name__ == "__main__":
    found = list(problems(our_sources()))
    print("\n".join(found) or "sizes: all within the limits")
    sys.exit(1 if found else 0)
