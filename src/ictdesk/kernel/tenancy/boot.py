"""Refuses to serve on a database on which isolation would not hold."""

from django.db import connections

from ictdesk.kernel.tenancy import catalogue
from ictdesk.kernel.tenancy.planes import cell_aliases


class UnsafeDatabase(RuntimeError):
    """The role or a table of a cell is not as it must be; the message names what to mend."""


def refuse_if_unsafe() -> None:
    """Asks every cell the questions of `catalogue`. Raises `UnsafeDatabase` with all that it found."""
    found = [f"{alias}: {fault}" for alias in cell_aliases() for fault in _faults(alias)]
    if found:
        raise UnsafeDatabase("the desk does not start, since isolation would not hold. " + "; ".join(found))


def _faults(alias: str) -> list[str]:
    connection = connections[alias]
    connection.ensure_connection()
    with connection.connection.cursor() as cursor:
        return catalogue.faults(cursor)
