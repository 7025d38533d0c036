"""Accounts of the databases against the register: whoever can log in there is the software, or somebody who is on call."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.db import connections

from ictdesk.desk.people.models import User
from ictdesk.kernel import clock
from ictdesk.kernel.tenancy.planes import CONTROL, cell_aliases
from ictdesk.trust.access import oncall

SOFTWARE = frozenset({"ictdesk_admin", "ictdesk_app", "ictdesk_owner"})
"""The first is the embedded server's own, whose password lies in the data folder."""
CAN_LOG_IN = "select rolname from pg_roles where rolcanlogin order by rolname"


def found() -> set[str]:
    """Every role that can log in, on every server."""
    names: set[str] = set()
    for alias in [CONTROL, *cell_aliases()]:
        connection = connections[alias]
        connection.ensure_connection()
        with connection.connection.cursor() as cursor:  # the catalogue, not a workspace's rows
            cursor.execute(CAN_LOG_IN)
            names.update(name for (name,) in cursor.fetchall())
    return names


def unknown(names: Iterable[str], owners: Mapping[str, str], on_call: set[str]) -> list[str]:
    """Those that are neither the software's nor of somebody on call. `owners`: addresses by account."""
    return sorted(name for name in set(names) - SOFTWARE if owners.get(name, "").casefold() not in on_call)


def strangers() -> list[str]:
    """As it is now: `ICTDESK_DATABASE_ACCOUNTS` says whose an account is, the register whether they still may."""
    today = clock.now().date()
    standing = [one.user_id for one in oncall.register().values() if not one.lacks(today)]
    on_call = set(User.objects.filter(id__in=standing).values_list("email", flat=True))
    owners: dict[str, Any] = settings.ICTDESK_DATABASE_ACCOUNTS
    return unknown(found(), owners, on_call)
