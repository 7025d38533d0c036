"""Resolves the needs of the product and of its tools into one lock with hashes and no addresses."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

COMMAND = [
    *(sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml", "requirements.in"),
    *("--generate-hashes", "--no-emit-index-url", "--no-header", "--quiet"),
    *("--universal", "--python-version", "3.12", "--output-file", "requirements.lock"),
]

if __name__ == "__main__":
    sys.exit(subprocess.run([*COMMAND, *sys.argv[1:]], check=False, cwd=ROOT).returncode)
