"""What the parts of one installation are told through their environment."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ictdesk.project.errors import StartupProblem
from ictdesk.project.folder import DataFolder
from ictdesk.project.postgres_files import APP, OWNER

if TYPE_CHECKING:
    from ictdesk.project.embedded import EmbeddedPostgres

DATABASES = {"CONTROL": "ictdesk_control", "CELL_EU": "ictdesk_cell_eu"}
"""What every installation has."""
OWNER_VARIABLES = [f"ICTDESK_OWNER_{plane}_DSN" for plane in DATABASES]
APP_VARIABLES = [f"ICTDESK_{plane}_DSN" for plane in DATABASES]


def planes(region: str = "") -> dict[str, str]:
    """The databases that are copied together: the control plane with the first cell, every other cell by itself."""
    return {f"CELL_{region.upper()}": f"ictdesk_cell_{region}"} if region else DATABASES


def databases(folder: DataFolder) -> dict[str, str]:
    """Those of the embedded server: plane to name."""
    return DATABASES | {f"CELL_{code.upper()}": f"ictdesk_cell_{code}" for code in folder.regions()}


def data_path(given: str | None) -> Path:
    """`--data`, else ICTDESK_DATA, else `.ictdesk` here."""
    return Path(given or os.environ.get("ICTDESK_DATA") or ".ictdesk").expanduser().resolve()


def has_own_database() -> bool:
    """Whether the operator brings a PostgreSQL of their own.

    Raises `StartupProblem` when only some of its addresses are given.
    """
    given = [name for name in APP_VARIABLES if os.environ.get(name)]
    if given and len(given) < len(APP_VARIABLES):
        missing = ", ".join(sorted(set(APP_VARIABLES) - set(given)))
        raise StartupProblem(f"{given[0]} is set and {missing} is not: set all of them or none.")
    return bool(given)


def check_database(folder: DataFolder) -> None:
    """Raises `StartupProblem` when neither the operator nor a running `ictdesk up` provides one."""
    if not has_own_database() and not _embedded(folder).is_running():
        raise StartupProblem(
            f"No desk is running on {folder.path}: start `ictdesk up` first, or set {' and '.join(APP_VARIABLES)}."
        )


def scheme() -> str:
    """How the desk is spoken to where nothing stands before it."""
    return "https" if os.environ.get("ICTDESK_CERT_FILE") else "http"


def environment(folder: DataFolder, port: int) -> dict[str, str]:
    """What the serving parts are told. The owner's passwords are not among it."""
    values = {
        "ICTDESK_BASE_URL": f"{scheme()}://127.0.0.1:{port}",
        "ICTDESK_SECRET_KEY_FILE": str(folder.secret_file("secret_key")),
        "ICTDESK_ROOT_KEY_FILE": str(folder.secret_file("root_key")),
        "ICTDESK_SIGNING_KEY_FILE": str(folder.secret_file("signing_key")),
        **{name: value for name, value in os.environ.items() if value and name not in OWNER_VARIABLES},
        "ICTDESK_DATA": str(folder.path),
    }
    if not has_own_database():
        server = _embedded(folder)
        values |= {f"ICTDESK_{plane}_DSN": server.dsn(APP, name) for plane, name in databases(folder).items()}
        values |= _regions(folder)
    return values


def app_variables(environment: Mapping[str, str]) -> list[str]:
    """Those of the application's databases, the regions' among them."""
    codes = [one.strip() for one in environment.get("ICTDESK_REGIONS", "").split(",") if one.strip()]
    return [*APP_VARIABLES, *(f"ICTDESK_CELL_{code.upper()}_DSN" for code in codes)]


def _regions(folder: DataFolder) -> dict[str, str]:
    """Each region beside the first, and where its root key lies."""
    codes = folder.regions()
    if not codes:
        return {}
    roots = {
        f"ICTDESK_CELL_{one.upper()}_ROOT_KEY_FILE": folder.secret_file(f"root_key_{one}") for one in codes
    }
    return {"ICTDESK_REGIONS": ",".join(codes)} | {name: str(path) for name, path in roots.items()}


def owner_environment(folder: DataFolder) -> dict[str, str]:
    """What `ictdesk migrate` is told on top.

    Raises `StartupProblem` when the databases are the operator's and the owner's address is missing.
    """
    given = {name: os.environ[name] for name in OWNER_VARIABLES if os.environ.get(name)}
    if has_own_database():
        if len(given) < len(OWNER_VARIABLES):
            raise StartupProblem(
                "The databases are not migrated to this version: run `ictdesk migrate` with "
                f"{' and '.join(OWNER_VARIABLES)} set."
            )
    else:
        server = _embedded(folder)
        given = {
            f"ICTDESK_OWNER_{plane}_DSN": server.dsn(OWNER, name) for plane, name in databases(folder).items()
        }
    return {**given, "ICTDESK_AS_OWNER": "1"}


def _embedded(folder: DataFolder) -> "EmbeddedPostgres":
    from ictdesk.project.embedded import EmbeddedPostgres  # the parts under `up` start faster without it

    return EmbeddedPostgres(folder.path)
