"""How data is kept safe (rows 28 to 30, 32 to 34)."""

from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.db import connections
from psycopg import sql

from ictdesk.kernel import clock
from ictdesk.kernel.audit import checking, checkpoints, proving, public
from ictdesk.kernel.datamap.tables import cell_models
from ictdesk.kernel.tenancy import catalogue, workspace_scope
from ictdesk.kernel.tenancy.planes import CONTROL, cell_aliases
from ictdesk.trust.access import accounts, oncall
from ictdesk.trust.access.models import AccessGrant
from ictdesk.trust.logs import probing
from ictdesk.trust.promises import handshakes
from ictdesk.trust.promises.claims import HOURLY, Absent, Broken, Evidence, check, claim
from ictdesk.trust.promises.ground import Ground, sketch
from ictdesk.trust.promises.sweeping import traces

claim(
    "sec.tls",
    28,
    "Art. 32",
    "What travels is encrypted with TLS 1.2 or newer; older versions and weak suites are refused.",
    tests=("tests/trust/test_tls.py",),
)
claim(
    "sec.rest",
    29,
    "Art. 32(1)(a)",
    "What people write lies encrypted under a key of their own.",
    tests=("tests/forensics/test_sealing.py", "tests/forensics/test_sweep.py"),
)
claim(
    "sec.rls",
    30,
    "Art. 32, 25",
    "The database itself keeps workspaces apart.",
    tests=("tests/isolation/test_tables.py", "tests/isolation/test_routes.py"),
)
claim(
    "logs.30d",
    32,
    "Art. 5(1)(e)",
    "Logs with personal data live thirty days.",
    tests=("tests/kernel/test_personal_log.py", "tests/trust/test_log_holds.py"),
)
claim(
    "sec.access",
    33,
    "Art. 32(4), 28(3)(b)",
    "Nobody but the software and people on call can log in to the databases, and no grant runs longer than an hour.",
    tests=("tests/trust/test_access.py",),
)
claim(
    "sec.audit",
    34,
    "Art. 5(2), 32",
    "The audit trail cannot be altered unseen.",
    tests=("tests/audit/test_log.py", "tests/audit/test_public.py"),
)


@check("sec.tls", "probe", fault="a listener takes TLS 1.1")
def old_handshakes_are_refused(_on: Ground) -> Evidence:
    places = _listeners()
    if not places:
        raise Absent("This desk is reached without TLS.")
    said: dict[str, str] = {}
    for place in places:
        try:
            found = handshakes.heard(place)
        except OSError as error:
            raise Broken(f"{place} does not answer: {type(error).__name__}.") from error
        if found.faults:
            raise Broken(f"{place} takes {', '.join(found.faults)}.")
        said[str(place)] = " ".join(found.versions)
    return said | _databases()


def _listeners() -> list[handshakes.Place]:
    base = urlsplit(settings.ICTDESK_BASE_URL)
    found = (
        [handshakes.Place(base.hostname, base.port or 443)]
        if base.scheme == "https" and base.hostname
        else []
    )
    return [*found, *(handshakes.Place(*one) for one in settings.ICTDESK_TLS_PROBE)]


def _databases() -> dict[str, str]:
    """Of each connection that leaves the machine its version. Raises `Broken` for one in the clear."""
    said = {}
    for alias in [CONTROL, *cell_aliases()]:
        with connections[alias].cursor() as cursor:
            cursor.execute(
                "select s.ssl, coalesce(s.version, ''), a.client_addr is null or a.client_addr <<= '127.0.0.0/8'"
                " from pg_stat_ssl s join pg_stat_activity a using (pid) where pid = pg_backend_pid()"
            )
            ssl, version, here = cursor.fetchone()
        if not here and (not ssl or version not in ("TLSv1.2", "TLSv1.3")):
            raise Broken(f"The connection to {alias} is {version or 'in the clear'}.")
        said[alias] = version or "same machine"
    return said


@check("sec.rest", "probe", fault="a column keeps what a person wrote in the clear")
def no_word_lies_in_the_clear(on: Ground) -> Evidence:
    with sketch(on.canary) as one:
        found = traces(on.canary, one.mark)
    if found:
        raise Broken(f"Can be read in {', '.join(found)}.")
    return {"tables": len(cell_models()), "found": 0}


@check("sec.rls", "start", every=HOURLY, fault="a policy is dropped")
def the_catalogue_is_as_it_must_be(_on: Ground) -> Evidence:
    faults = []
    for alias in cell_aliases():
        connections[alias].ensure_connection()
        with connections[alias].connection.cursor() as cursor:  # the catalogue, not a workspace's rows
            faults += [f"{alias}: {fault}" for fault in catalogue.faults(cursor)]
    if faults:
        raise Broken("; ".join(faults))
    return {"questions": len(catalogue.QUESTIONS), "cells": len(cell_aliases())}


@check("sec.rls", "probe", fault="a policy lets everybody read")
def a_neighbour_sees_nothing(on: Ground) -> Evidence:
    """The second canary asks the database itself, in every table, for rows of the first, which are there."""
    own, seen = _rows_of(on.canary, on.canary), _rows_of(on.canary, on.neighbour)
    if seen:
        raise Broken(f"A neighbour sees rows of {', '.join(seen)}.")
    if not own:
        raise Broken("The canary has no rows that anybody could see.")
    return {"tables": len(cell_models()), "with_rows": len(own), "seen": 0}


def _rows_of(whose: UUID, looking: UUID) -> list[str]:
    one = sql.SQL("select {name} where exists (select from {table} where workspace_id = {whose})")
    parts = [
        one.format(name=sql.Literal(name), table=sql.Identifier(name), whose=sql.Literal(whose))
        for name in (model._meta.db_table for model in cell_models())
    ]
    with workspace_scope(looking) as scope, connections[scope.alias].cursor() as cursor:
        cursor.execute(sql.SQL(" union all ").join(parts))
        return sorted(name for (name,) in cursor.fetchall())


@check("logs.30d", "probe", fault="days are not dropped")
def no_day_is_too_old(_on: Ground) -> Evidence:
    found = probing.probe()
    if found.late or found.talkative:
        raise Broken(
            f"{len(found.late)} days are too old; the database would write: {', '.join(found.talkative) or '-'}."
        )
    return {"days": found.count, "oldest": found.age}


@check("sec.access", "probe", fault="an account can log in that is nobody's")
def nobody_else_can_log_in(_on: Ground) -> Evidence:
    strangers = accounts.strangers()
    if strangers:
        raise Broken(f"{len(strangers)} accounts of the databases belong to nobody on call.")
    return {"accounts": len(accounts.found()), "on_call": len(oncall.register())}


@check("sec.access", "event", every=HOURLY, fault="a grant runs past its end")
def grants_end(_on: Ground) -> Evidence:
    """A minute is left to whoever writes the end down; access itself is over at once."""
    rows = AccessGrant.objects.filter(state="running")
    alone = AccessGrant.objects.exclude(started_at=None).filter(approved_by=None, door="desk").count()
    endless = rows.filter(ends_at=None).count()
    if alone or endless:
        raise Broken(f"{alone} grants without a second person, {endless} without an end.")
    return {"running": rows.filter(ends_at__gt=clock.now()).count(), "ever": AccessGrant.objects.count()}


@check("sec.audit", "probe", fault="an entry of the trail is edited")
def the_trail_is_what_was_promised(on: Ground) -> Evidence:
    """Reads the canary's and the vendor's own trail through, and proves that each checkpoint continues the one before."""
    entries = 0
    for workspace in [on.canary, *([on.vendor] if on.vendor else [])]:
        with workspace_scope(workspace):
            report = checking.check()
            if not report.whole:
                raise Broken(f"The trail of {workspace} was altered: {report.faults} faults.")
            newest = checkpoints.make()
            proving.consistency(0, newest.size)
        entries += report.size
    last = public.newest()
    return {"entries": entries, "public": last.place if last else 0}
