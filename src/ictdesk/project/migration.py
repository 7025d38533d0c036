"""Migrates every database as its owner, and leaves a mark by which the next start sees it was done.

The mark is a hash over everything a migration can depend on, kept as the comment of each database:
it goes where the database goes, and a database restored from elsewhere has none, so that it is
migrated again.
"""

import hashlib
import importlib.metadata
from collections.abc import Iterable, Iterator
from pathlib import Path

from ictdesk.project.embedded import EmbeddedPostgres
from ictdesk.project.errors import StartupProblem

PACKAGE = Path(__file__).resolve().parent.parent
SOURCES = ("**/migrations/*.py", "**/*.sql", "kernel/tenancy/*.py")
MIGRATED_PACKAGES = ("django", "django-allauth", "procrastinate")
MARKS = """
    select shobj_description(oid, 'pg_database') from pg_database
    where datname = 'ictdesk_control' or datname ~ '^ictdesk_cell_[a-z0-9]+$'
"""
MARK = "select shobj_description(oid, 'pg_database') from pg_database where datname = current_database()"


def wanted_mark() -> str:
    """The mark of a database that is up to date with this code."""
    digest = hashlib.sha256()
    for file in _source_files():
        digest.update(f"{file.relative_to(PACKAGE)}\0".encode() + file.read_bytes())
    for package in MIGRATED_PACKAGES:
        digest.update(f"{package} {importlib.metadata.version(package)}\0".encode())
    return f"ictdesk {digest.hexdigest()}"


def is_embedded_up_to_date(server: EmbeddedPostgres) -> bool:
    """Whether all databases of the embedded server have the mark."""
    return server.ask(MARKS) == [wanted_mark()] * (2 + len(server.folder.regions()))


def is_up_to_date(dsns: Iterable[str]) -> bool:
    """Whether every database of the operator's has it. Raises `StartupProblem` when one does not answer."""
    import psycopg  # costs half a second, which the embedded way saves

    wanted = wanted_mark()
    try:
        for dsn in dsns:
            with psycopg.connect(dsn, autocommit=True) as connection:
                if connection.execute(MARK).fetchone() != (wanted,):
                    return False
    except psycopg.OperationalError as error:
        raise StartupProblem(f"The database does not answer: {str(error).strip()}") from error
    return True


def migrate() -> None:
    """Migrate all planes, then give the application's role its rights. ICTDESK_AS_OWNER must be set."""
    import django
    from django.core.management import call_command
    from django.db import connections

    django.setup()
    from ictdesk.kernel.tenancy import grants, planes

    aliases = [planes.CONTROL, *planes.cell_aliases()]
    for alias in aliases:
        call_command("migrate", database=alias, interactive=False, verbosity=0)
    grants.apply()
    for alias in aliases:
        with connections[alias].cursor() as cursor:
            name = connections[alias].ops.quote_name(connections[alias].settings_dict["NAME"])
            cursor.execute(f"comment on database {name} is '{wanted_mark()}'")
    connections.close_all()


def _source_files() -> Iterator[Path]:
    for pattern in SOURCES:
        yield from sorted(PACKAGE.glob(pattern))
