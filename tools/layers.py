"""The order of the folders (the contracts in pyproject.toml), and who may know of HTTP.

import-linter cannot forbid a part of Django, so that one rule is read from the source here.
"""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HTTP = ("django.http", "django.shortcuts", "django.template", "ninja")
RULED = ("kernel/**/*.py", "*/*/commands/*.py", "*/*/rules.py", "*/*/events.py")


def problems(package: Path) -> Iterator[str]:
    """Every import of HTTP or templates in the kernel, in a command, in rules or events."""
    for pattern in RULED:
        for file in sorted(package.glob(pattern)):
            for name, line in _imports(file.read_text(encoding="utf-8")):
                if name.startswith(HTTP):
                    yield f"{file.relative_to(package)}:{line}: imports {name}; a surface translates, this decides"


def _imports(text: str) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)


def main() -> int:
    found = list(problems(ROOT / "src" / "ictdesk"))
    print("\n".join(found))
    linter = Path(sys.executable).parent / "lint-imports"
    contracts = subprocess.run([linter, "--config", "pyproject.toml"], check=False, cwd=ROOT)
    return 1 if found else contracts.returncode


if __name__ == "__main__":
    sys.exit(main())
