"""Which rows of a table an exposure reaches, in the workspace in scope: for certain, and at most.

They differ where the trail does not say what was opened, and where a table does not say when a row was made.
"""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import DateTimeField, ForeignKey, Model, Q, QuerySet

from ictdesk.desk.people.models import ApiKey, Member
from ictdesk.kernel.audit.models import AuditRecord
from ictdesk.kernel.datamap.persons import person_of, rows_of
from ictdesk.kernel.datamap.tables import paths_of, table
from ictdesk.privacy.recipients.models import ProgramRead
from ictdesk.trust.breaches.exposure import Exposure

TIMES = (
    "at",
    "created_at",
    "received_at",
    "sent_at",
    "made_at",
    "placed_at",
    "noted_at",
    "written_at",
    "added_at",
)
"""Columns that say when a row was made, the first that a table has."""
type Ids = Collection[UUID] | QuerySet[Any, Any]
NONE = Q(pk__in=[])
ALL = Q()


@dataclass(frozen=True, slots=True)
class Opened:
    """What somebody opened, as the trail has it. `beyond`: they may have seen more, such as lists."""

    threads: frozenset[UUID]
    contacts: frozenset[UUID]
    beyond: bool


@dataclass(frozen=True, slots=True)
class Reach:
    """Conditions on the rows of one table."""

    certain: Q
    possible: Q


def reach(model: type[Model], said: Exposure, opened: Opened | None) -> Reach:
    """`opened` for an exposure by an account, from `opened_by`."""
    certain, possible = _where(model, said, opened)
    column = time_column(model)
    if said.since is None and said.until is None:
        return Reach(certain, possible)
    if not column:
        return Reach(NONE, possible)
    time = Q()
    if said.since:
        time &= Q(**{f"{column}__gte": said.since})
    if said.until:
        time &= Q(**{f"{column}__lt": said.until})
    return Reach(certain & time, possible & time)


def time_column(model: type[Model]) -> str:
    """When a row was made; empty where the table does not say."""
    named = {
        field.attname
        for field in model._meta.local_fields
        if isinstance(field, DateTimeField) and not field.null
    }
    return next((one for one in TIMES if one in named), "")


def _where(model: type[Model], said: Exposure, opened: Opened | None) -> tuple[Q, Q]:
    if said.where == "workspace":
        return ALL, ALL
    if opened is not None:
        found = _of_threads(model, opened.threads) | _of_contacts(model, opened.contacts)
        return found, (ALL if opened.beyond else found)
    return (found := _of_things(model, said)), found


def _of_things(model: type[Model], said: Exposure) -> Q:
    if said.where == "contact":
        return _of_contacts(model, said.about)
    if said.where == "conversation":
        return _of_threads(model, said.about)
    if said.where == "file":
        files = under(model, "attachment", said.about)
        return files | (Q(id__in=said.about) if model._meta.db_table == "blob" else NONE)
    threads: Any = table("conversation")
    there = threads.objects.filter(inbox__in=said.about).order_by().values("id")
    return under(model, "inbox", said.about) | _of_threads(model, there)


def _of_threads(model: type[Model], ids: Ids) -> Q:
    """Rows of these conversations, and the card of whoever wrote there."""
    found = under(model, "conversation", ids)
    if model._meta.db_table in ("contact", "identity"):
        threads: Any = table("conversation")
        whose = threads.objects.filter(id__in=ids).order_by().values("contact_id")
        found |= Q(**{"id__in" if model._meta.db_table == "contact" else "contact_id__in": whose})
    return found


def _of_contacts(model: type[Model], ids: Collection[UUID]) -> Q:
    if not ids or not paths_of(model).ways:
        return NONE
    return Q(id__in=rows_of(model, person_of(contacts=ids)).order_by().values("id"))


def under(model: type[Model], anchor: str, ids: Ids, seen: frozenset[str] = frozenset()) -> Q:
    """Rows of a table that are, or belong to, these rows of another one. `seen`: tables on the way here."""
    if model._meta.db_table == anchor:
        return Q(id__in=ids)
    way, found = seen | {model._meta.db_table}, NONE
    for column, other in links(model):
        if other == anchor:
            found |= Q(**{f"{column}__in": ids})
        elif other not in way and anchor in above(other):
            rows: Any = table(other)
            there = rows.objects.filter(under(rows, anchor, ids, way)).order_by().values("id")
            found |= Q(**{f"{column}__in": there})
    return found


@cache
def links(model: type[Model]) -> tuple[tuple[str, str], ...]:
    """Columns of a table that name a row which it belongs to, with the table of that row."""
    keys = {
        (field.attname, field.related_model._meta.db_table)
        for field in model._meta.local_fields
        if isinstance(field, ForeignKey) and getattr(field.related_model, "in_cell", False)
    }
    keys |= {(way.column, way.table) for way in paths_of(model).ways if way.kind == "via"}
    return tuple(sorted((column, other) for column, other in keys if other in BELONGS))


BELONGS = frozenset(
    {"conversation", "message", "inbox", "attachment", "received_mail", "outgoing_mail", "rights_request"}
)
"""Tables whose rows hold others together; a tag, a team or a contact does not hold the rows that name it."""


@cache
def above(name: str, seen: frozenset[str] = frozenset()) -> frozenset[str]:
    """Every table that a row of this one belongs to, directly or not."""
    found: set[str] = set()
    for _column, other in links(table(name)):
        if other not in seen and other != name:
            found |= {other} | above(other, seen | {name})
    return frozenset(found)


def opened_by(said: Exposure) -> Opened | None:
    """What the accounts, keys or grants opened in the workspace in scope; None for an exposure that is not by an account."""
    if said.where not in ("grant", "key", "member"):
        return None
    looks = _looks(said)
    if said.since:
        looks = looks.filter(at__gte=said.since)
    if said.until:
        looks = looks.filter(at__lt=said.until)
    ids: dict[str, set[UUID]] = {"conversation": set(), "contact": set()}
    beyond = False
    for action, kind, about in looks.order_by().values_list("action", "object_kind", "object_id").distinct():
        if kind in ids and about:
            ids[kind].add(about)
        elif action.startswith("seen."):
            beyond = True
    reads = (
        ProgramRead.objects.filter(key_id__in=said.about)
        if said.where == "key"
        else ProgramRead.objects.none()
    )
    contacts = ids["contact"] | set(reads.values_list("contact_id", flat=True))
    return Opened(frozenset(ids["conversation"]), frozenset(contacts), beyond or _at_home(said))


def _looks(said: Exposure) -> Any:
    if said.where == "grant":
        wanted = Q()
        for one in said.about:
            wanted |= Q(facts__contains={"grant": str(one)})
        return AuditRecord.objects.filter(wanted)
    return AuditRecord.objects.filter(actor_id__in=said.about)


def _at_home(said: Exposure) -> bool:
    """Whether the account is one of the workspace's own: lists that it was shown are on no record."""
    model: Any = {"member": Member, "key": ApiKey}.get(said.where)
    return bool(model and model.objects.filter(id__in=said.about).exists())
