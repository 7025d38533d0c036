"""What the checks need around them: the options of an installation that does not run."""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ictdesk.project import installation
from ictdesk.project.embedded import EmbeddedPostgres

ROOT = Path(__file__).resolve().parent.parent


@contextmanager
def throw_away() -> Iterator[dict[str, str]]:
    """An environment with secrets and an empty database server of its own, gone afterwards."""
    with (
        tempfile.TemporaryDirectory(prefix="ictdesk-check-") as folder,
        EmbeddedPostgres(Path(folder)) as server,
    ):
        values = {name: value for name, value in os.environ.items() if not name.startswith("ICTDESK_")}
        values["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{values.get('PATH', os.defpath)}"
        values["DJANGO_SETTINGS_MODULE"] = "ictdesk.project.settings"
        yield {**values, **installation.environment(server.folder, 8000)}
