"""Which conversations a list shows: parsed strictly, kept with saved views, turned into a query."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Self, cast, get_args
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connections
from django.db.models import BooleanField, Exists, F, Func, OuterRef, Q
from psycopg import sql

from ictdesk.desk.conversations import choosing
from ictdesk.desk.conversations.models import Conversation, ConversationTag, Follower, Mention, TicketValue
from ictdesk.desk.conversations.shapes import (
    Channel,
    Kind,
    ListFilter,
    Priority,
    Sort,
    StatusFilter,
    View,
)
from ictdesk.kernel import pages
from ictdesk.kernel.actor import Actor, Member
from ictdesk.kernel.errors import Invalid
from ictdesk.kernel.tenancy import current_scope
from ictdesk.kernel.tenancy.models import CellQuerySet

VIEWS = get_args(View.__value__)
IDS = frozenset({"inbox", "team", "assignee", "type"})
WORDS: dict[str, tuple[str, ...]] = {
    "view": VIEWS,
    "status": get_args(StatusFilter.__value__),
    "kind": get_args(Kind.__value__),
    "channel": get_args(Channel.__value__),
    "priority": get_args(Priority.__value__),
    "sort": get_args(Sort.__value__),
}
LATER = timedelta(days=36_500)
"""Who does not wait, or has no due time, stands after everybody who does, the longest untouched first."""
EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
"""Nothing was said before."""
ORDERS = {"waiting": "waiting_since", "due": "due_at"}

type Found = CellQuerySet[Conversation]


@dataclass(frozen=True, slots=True)
class Filter:
    """One list. The defaults are the list of all that is open, newest first."""

    view: View = "all"
    status: StatusFilter = "open"
    inbox: UUID | None = None
    team: UUID | None = None
    tag: str | None = None
    assignee: UUID | None = None
    kind: Kind = "any"
    channel: Channel | None = None
    priority: Priority | None = None
    type: UUID | None = None
    field: str | None = None
    """A choice of one of the workspace's fields: `key:choice`."""
    sort: Sort = "newest"

    @classmethod
    def parse(cls, said: Mapping[str, Any]) -> Self:
        """From words, as in an address or a saved view. Raises `Invalid` for an unknown key or value."""
        known: dict[str, Any] = {key: value for key, value in said.items() if value not in (None, "")}
        unknown = set(known) - set(cls.__dataclass_fields__)
        if unknown:
            raise Invalid(f"A list has no {', '.join(sorted(unknown))}.")
        for key, words in WORDS.items():
            if known.get(key, words[0]) not in words:
                raise Invalid(f"{key} is one of {', '.join(words)}.")
        if not isinstance(known.get("tag", ""), str) or len(known.get("tag", "")) > 40:
            raise Invalid("A tag has 1 to 40 characters.")
        choosing.must_look_right(known.get("field"))
        return cls(**known | {key: _id(key, known[key]) for key in IDS & known.keys()})

    def shape(self) -> ListFilter:
        """As it is kept and shown."""
        return cast("ListFilter", {k: str(v) if isinstance(v, UUID) else v for k, v in asdict(self).items()})

    def narrow(self, found: Found, actor: Actor) -> Found:
        """Those of the conversations that are in the list."""
        member = actor.id if isinstance(actor, Member) else None
        if self.status != "any":
            found = found.filter(category=self.status)
        if self.view == "unassigned":
            found = found.filter(assignee__isnull=True)
        elif self.view == "mine":
            found = found.filter(assignee=member) if member else found.none()
        elif self.view == "mentions":
            # As an array, which is read first: a plan that walks all conversations to find the few would be slow.
            named = Mention.objects.filter(member=member).values("conversation").distinct()
            found = found.filter(_among("id", ArraySubquery(named)))
        elif self.view == "followed":
            followed = Follower.objects.filter(member=member).values("conversation")
            found = found.filter(_among("id", ArraySubquery(followed)))
        for name in ("inbox", "team", "assignee", "channel", "priority", "type"):
            if getattr(self, name):
                found = found.filter(**{name: getattr(self, name)})
        if self.kind != "any":
            found = found.filter(number__isnull=self.kind == "talk")
        return self._marked(found)

    def _marked(self, found: Found) -> Found:
        """Those with the tag, and with the choice."""
        if self.tag:
            tagged = ConversationTag.objects.filter(conversation=OuterRef("id"), tag__name=self.tag)
            found = found.filter(Exists(tagged))
        if self.field:
            digest = choosing.digest_said(self.field)
            chosen = TicketValue.objects.filter(conversation=OuterRef("id"), digest=digest)
            found = found.filter(Exists(chosen)) if digest else found.none()
        return found

    def page(self, found: Found, cursor: str, limit: int) -> list[tuple[Any, UUID]]:
        """Place and id of the rows after a cursor, in the list's order. Raises `Invalid`."""
        place = pages.read(cursor) if cursor else None
        if self.sort != "newest":
            return _by_time(found, ORDERS[self.sort], place, limit)
        if place:
            found = found.filter(list_hour__lte=place[0])
            found = found.filter(
                Q(last_message_at__lt=place[0]) | Q(last_message_at=place[0], id__gt=place[1])
            )
        # The few that mention somebody are found by their ids: no index in their order may tempt to walk all others.
        hour = [] if self.view == "mentions" else ["-list_hour"]
        ordered = found.order_by(*hour, "-last_message_at", "id")
        return list(ordered.values_list("last_message_at", "id")[:limit])


def _by_time(found: Found, field: str, place: tuple[Any, UUID] | None, limit: int) -> list[tuple[Any, UUID]]:
    """Those who have the time, in the order of its index; then, if there is room, those who have none."""
    if found.query.is_empty():
        return []
    rest = found.filter(**{f"{field}__isnull": True})
    if place is not None and place[0] > EARLIEST + LATER:
        at = place[0] - LATER
        hour = at.replace(minute=0, second=0, microsecond=0)
        rest = rest.filter(_after("last_message_at", at, place[1]), list_hour__gte=hour)
        return [(at + LATER, id_) for at, id_ in _oldest(rest)[:limit]]
    timed = found.filter(**{f"{field}__isnull": False})
    if place:
        timed = timed.filter(_after(field, *place))
    return _filled_up(timed.order_by(field, "id").values_list(field, "id")[:limit], _oldest(rest), limit)


def _oldest(found: Found) -> Any:
    return found.order_by("list_hour", "last_message_at", "id").values_list("last_message_at", "id")


def _filled_up(timed: Any, rest: Any, limit: int) -> list[tuple[Any, UUID]]:
    """Both in one statement, which looks at those of the rest alone for whom there is room."""
    first, of_first = timed.query.sql_with_params()
    then, of_then = rest.query.sql_with_params()
    statement = sql.SQL(
        "with timed as materialized ({}) select 0, * from timed"
        " union all select 1, * from ({} limit (select %s - count(*) from timed)) as rest"
    ).format(sql.SQL(first), sql.SQL(then))
    with connections[current_scope().alias].cursor() as cursor:
        cursor.execute(statement, [*of_first, *of_then, limit])
        rows = sorted(cursor.fetchall())
    return [(at + LATER if later else at, id_) for later, at, id_ in rows]


def _after(field: str, at: Any, id_: UUID) -> Q:
    return Q(**{f"{field}__gt": at}) | Q(**{field: at, "id__gt": id_})


def _among(field: str, array: ArraySubquery) -> Func:
    """Whether a field is one of an array's elements."""
    return Func(
        F(field), array, template="(%(expressions)s))", arg_joiner=" = any(", output_field=BooleanField()
    )


def _id(key: str, value: object) -> UUID:
    try:
        return value if isinstance(value, UUID) else UUID(str(value))
    except ValueError as error:
        raise Invalid(f"{key} is an id.") from error
