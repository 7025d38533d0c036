"""The days that the personal stream has in the database: each is a partition, made when its first record comes."""

from datetime import date, timedelta

from django.db import connection

from ictdesk.kernel import clock
from ictdesk.kernel.logs.schema import DAYS


def today() -> date:
    """A day of the log is one of UTC."""
    return clock.now().date()


def oldest_allowed() -> date:
    return today() - timedelta(days=DAYS)


def kept() -> list[date]:
    """The oldest first."""
    return _dates("select log_days()")


def drop_old() -> list[date]:
    """Drops every day that has had its time; the database itself drops none that is younger. Again drops nothing."""
    return _dates("select log_drop(%s)", oldest_allowed())


def _dates(statement: str, *parameters: date) -> list[date]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return [row[0] for row in cursor.fetchall()]
