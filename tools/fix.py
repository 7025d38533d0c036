"""`./desk fix`: repairs what a program can repair."""

import subprocess
import sys

from tools.check import DJANGOFMT, PYTHON, templates
from tools.surroundings import ROOT, throw_away


def main() -> int:
    pages = templates()
    commands = [
        [PYTHON, "-m", "ruff", "check", "--fix", "."],
        [PYTHON, "-m", "ruff", "format", "."],
        [PYTHON, "hatch_build.py", "run", "types"],
        [PYTHON, "-m", "ictdesk.kernel.datamap.document", "docs/data-map.md"],
        [PYTHON, "-m", "ictdesk.privacy.export.schema", "docs/privacy/bundle.schema.json"],
        [PYTHON, "-m", "tools.translations"],
    ]
    if pages:
        commands.append([DJANGOFMT, *pages])
    with throw_away() as environment:
        statuses = [
            subprocess.run(command, check=False, cwd=ROOT, env=environment).returncode for command in commands
        ]
    return max(statuses)


if __name__ == "__main__":
    sys.exit(main())
