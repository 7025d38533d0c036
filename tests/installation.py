"""The installation that all tests share: a throw-away PostgreSQL, migrated, its address in the environment.

A pytest plugin (`-p tests.installation`), since Django reads its settings before any conftest. Tests run
as the application's role and commit for real: each makes workspaces of its own, so none needs the
others' rows gone. In a parallel run each worker has an installation of its own, so that a test may look at all of it.
"""

import atexit
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from ictdesk.project.embedded import EmbeddedPostgres

ENDS = ExitStack()
atexit.register(ENDS.close)
MARK = "ICTDESK_TEST_INSTALLATION"
MAKER = "ICTDESK_TEST_INSTALLATION_OF"


def begin() -> Path:
    """Makes the installation, once for a run and each of its workers; what they start shares it."""
    me = os.environ.get("PYTEST_XDIST_WORKER", "all")
    if os.environ.get(MAKER) == me:
        return Path(os.environ[MARK])
    folder = Path(tempfile.mkdtemp(prefix="ictdesk-tests-"))
    folder.chmod(0o755)
    server = EmbeddedPostgres(folder / "data")
    server.start()
    hurry(server)
    ENDS.callback(shutil.rmtree, folder, ignore_errors=True)
    ENDS.callback(server.stop)
    for name in ("secret_key", "root_key", "signing_key"):
        (folder / name).write_text(secrets.token_hex(32), encoding="ascii")
    os.environ.update(environment(folder, server) | {MAKER: me})
    subprocess.run(
        [sys.executable, "-m", "ictdesk", "migrate"], check=True, env=os.environ | {"ICTDESK_AS_OWNER": "1"}
    )
    return folder


def hurry(server: EmbeddedPostgres) -> None:
    """Waits for no disk: what is committed outlives every killed process all the same, only not a loss of power."""
    server.ask("alter system set fsync = off")
    server.ask("alter system set full_page_writes = off")
    server.ask("select pg_reload_conf()")


def environment(folder: Path, server: EmbeddedPostgres) -> dict[str, str]:
    """The options of the installation."""
    return {
        MARK: str(folder),
        "ICTDESK_DATA": str(folder / "data"),
        "ICTDESK_BASE_URL": "http://desk.test",
        "ICTDESK_SECRET_KEY_FILE": str(folder / "secret_key"),
        "ICTDESK_ROOT_KEY_FILE": str(folder / "root_key"),
        "ICTDESK_SIGNING_KEY_FILE": str(folder / "signing_key"),
        "ICTDESK_CONTROL_DSN": server.dsn("ictdesk_app", "ictdesk_control"),
        "ICTDESK_CELL_EU_DSN": server.dsn("ictdesk_app", "ictdesk_cell_eu"),
        "ICTDESK_OWNER_CONTROL_DSN": server.dsn("ictdesk_owner", "ictdesk_control"),
        "ICTDESK_OWNER_CELL_EU_DSN": server.dsn("ictdesk_owner", "ictdesk_cell_eu"),
        "DJANGO_SETTINGS_MODULE": "ictdesk.project.settings",
    }


def pytest_unconfigure() -> None:
    """Ends what `begin` started: a parallel run's workers leave without their exit functions."""
    ENDS.close()


FOLDER = begin()
