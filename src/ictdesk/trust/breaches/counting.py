"""How much an incident touches in the workspace in scope: rows, and distinct people, at least and at most.

The lower bound counts people whose rows lead to them for certain; the upper one adds everybody who may be somebody else: keys and
addresses that lead to no card, rows of tables from which no way leads to people, rows that do not say when they were made.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Model, Q

from ictdesk.desk.contacts.models import Contact, Identity
from ictdesk.desk.people.models import Member
from ictdesk.kernel.datamap.fields import Personal, entry_of
from ictdesk.kernel.datamap.registry import package_rows, rows
from ictdesk.kernel.datamap.tables import cell_models, paths_of, table
from ictdesk.kernel.logs.models import LogLine
from ictdesk.kernel.tenancy import current_workspace
from ictdesk.trust.breaches import reach
from ictdesk.trust.breaches.exposure import LOG, Exposure
from ictdesk.trust.breaches.reach import Reach

COUNTRY = "user.contact.address.country"
METHOD = (
    "Rows were selected by the data map (tables, things, times) inside of the workspace, and counted. People: distinct contacts and members to "
    "whom rows lead, merged ones once; at most also keys, addresses and rows that lead to no known person. People who are only mentioned in "
    "somebody's words are not counted."
)


@dataclass(slots=True)
class People:
    """Ids and digests under which people were found. `rows`: of tables from which no way leads to people."""

    contacts: set[UUID] = field(default_factory=set)
    keys: set[UUID] = field(default_factory=set)
    digests: set[bytes] = field(default_factory=set)
    members: set[UUID] = field(default_factory=set)
    rows: int = 0


@dataclass(slots=True)
class Counted:
    """Of one workspace. `tables`: rows by table, at least and at most."""

    subjects_low: int = 0
    subjects_high: int = 0
    records_low: int = 0
    records_high: int = 0
    categories: list[str] = field(default_factory=list)
    subjects: list[str] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    tables: dict[str, list[int]] = field(default_factory=dict)


def count(exposures: Sequence[Exposure]) -> Counted:
    """All of them together; a row that several reach counts once."""
    made, certain, possible = Counted(), People(), People()
    opened = [reach.opened_by(one) for one in exposures]
    found_in: dict[type[Model], Q] = {}
    for model in tables_of(exposures):
        parts = [
            reach.reach(model, one, seen)
            for one, seen in zip(exposures, opened, strict=True)
            if _touches(model, one)
        ]
        low, high = _both(parts)
        if _add(made, model, low, high):
            found_in[model] = high
            follow(model, _rows(model, low), certain)
            follow(model, _rows(model, high), possible)
    lines = log_lines(exposures)
    _settle(made, certain, possible, lines)
    _describe(made, found_in, exposures, log=bool(lines.records))
    return made


def tables_of(exposures: Iterable[Exposure]) -> list[type[Model]]:
    """Tables of the cell that say something of a person and that one of these reaches."""
    said = list(exposures)
    return [model for model in cell_models() if _entries(model) and any(_touches(model, one) for one in said)]


def _touches(model: type[Model], said: Exposure) -> bool:
    if not said.tables and not said.categories:
        return True
    return model._meta.db_table in said.tables or any(
        one.category == key or one.category.startswith(f"{key}.")
        for one in _entries(model)
        for key in said.categories
    )


def _entries(model: type[Model]) -> list[Personal]:
    found = (entry_of(one) for one in model._meta.local_fields)
    return [one for one in found if isinstance(one, Personal)]


def _both(parts: Iterable[Reach]) -> tuple[Q, Q]:
    """Any of them. A condition that holds for all rows takes the others in."""
    low, high = [one.certain for one in parts], [one.possible for one in parts]
    return _any(low), _any(high)


def _any(some: list[Q]) -> Q:
    if any(not one for one in some):
        return Q()
    found = reach.NONE
    for one in some:
        found |= one
    return found


def _rows(model: Any, of: Q) -> Any:
    return model.objects.filter(of).order_by()


def _add(made: Counted, model: type[Model], low: Q, high: Q) -> bool:
    most = _rows(model, high).count()
    least = most if low == high else _rows(model, low).count()
    if most:
        made.tables[model._meta.db_table] = [least, most]
        made.records_low += least
        made.records_high += most
    return bool(most)


def follow(model: type[Model], found: Any, people: People) -> None:
    """Adds the people of these rows, by every way that the data map declares."""
    paths = paths_of(model)
    if paths.unlinked:
        people.rows += found.count()
    for way in paths.ways:
        rows_ = found.filter(**dict(way.given)) if way.given else found
        if way.kind in ("via", "named"):
            there: Any = table(way.table)
            name, column = ("id", way.column) if way.kind == "via" else (way.column, "id")
            follow(there, there.objects.filter(**{f"{name}__in": rows_.values(column)}).order_by(), people)
            continue
        into: Any = {
            "contact": people.contacts,
            "subject": people.keys,
            "digest": people.digests,
            "member": people.members,
        }[way.kind]
        values = rows_.exclude(**{way.column: None}).values_list(way.column, flat=True).distinct()
        into.update(bytes(one) if way.kind == "digest" else one for one in values)


@dataclass(slots=True)
class Lines:
    """Of the personal log: lines, and whom they name. `strangers`: addresses of machines beside no account."""

    records: int = 0
    contacts: set[UUID] = field(default_factory=set)
    users: set[UUID] = field(default_factory=set)
    strangers: int = 0


def log_lines(exposures: Iterable[Exposure]) -> Lines:
    """What the log has of the workspace in scope; it is one table for all of them."""
    made, wanted = Lines(), Q()
    for one in exposures:
        if LOG in one.tables and one.where == "workspace":
            part = Q(workspace_id=current_workspace())
            part &= Q(at__gte=one.since) if one.since else Q()
            wanted |= part & (Q(at__lt=one.until) if one.until else Q())
    if not wanted:
        return made
    found = LogLine.objects.filter(wanted).order_by()
    made.records = found.count()
    for contact, user in found.values_list("contact_id", "user_id").distinct():
        made.contacts |= {contact} if contact else set()
        made.users |= {user} if user else set()
    made.strangers = (
        found.filter(user_id=None, contact_id=None).exclude(ip=None).values("ip").distinct().count()
    )
    return made


def _settle(made: Counted, certain: People, possible: People, lines: Lines) -> None:
    """Distinct people, from what leads to them."""
    members = set(Member.objects.filter(user_id__in=lines.users).values_list("id", flat=True))
    for people in (certain, possible):
        people.contacts |= lines.contacts
        people.members |= members
    low, _loose = known(certain)
    high, loose = known(possible)
    made.subjects_low = len(low)
    made.subjects_high = len(high | low) + loose + lines.strangers + len(lines.users) - len(members)
    if lines.records:
        made.tables[LOG] = [lines.records, lines.records]
        made.records_low += lines.records
        made.records_high += lines.records


def known(people: People) -> tuple[set[UUID], int]:
    """Contacts and members who are there, merged ones once; and how many more there may be."""
    by_key = dict(Contact.objects.filter(subject_id__in=people.keys).values_list("subject_id", "id"))
    by_key |= dict(
        Identity.objects.filter(subject_id__in=people.keys).values_list("subject_id", "contact_id")
    )
    by_address = {
        bytes(digest): contact
        for digest, contact in Identity.objects.filter(digest__in=people.digests).values_list(
            "digest", "contact_id"
        )
    }
    wanted = people.contacts | set(by_key.values()) | set(by_address.values())
    heads = Contact.objects.filter(id__in=wanted).values_list("id", "merged_into_id")
    found = {head or id_ for id_, head in heads}
    found |= set(Member.objects.filter(id__in=people.members).values_list("id", flat=True))
    loose = len(people.keys - by_key.keys()) + len(people.digests - by_address.keys()) + people.rows
    return found, loose


def _describe(
    made: Counted, found_in: dict[type[Model], Q], exposures: Sequence[Exposure], *, log: bool
) -> None:
    """Categories and kinds of people from the map; countries from the columns that the map says hold one."""
    names = {model._meta.db_table for model in found_in} | ({LOG} if log else set())
    entries = [row.entry for row in (*rows(), *package_rows()) if row.table in names]
    personal = [one for one in entries if isinstance(one, Personal)]
    wanted = {key for one in exposures for key in one.categories if not one.tables}
    made.categories = sorted(
        {one.category for one in personal if not wanted or one.category.startswith(tuple(wanted))}
    )
    made.subjects = sorted({subject for one in personal for subject in one.subjects})
    made.countries = sorted(_countries(found_in))


def _countries(where: dict[type[Model], Q]) -> set[str]:
    found: set[str] = set()
    for model, high in where.items():
        for one in model._meta.local_fields:
            entry = entry_of(one)
            if isinstance(entry, Personal) and entry.category == COUNTRY:
                found |= set(_rows(model, high).values_list(one.attname, flat=True).distinct())
    return {one for one in found if one}
