"""How many conversations each list holds: the same statements for pages and for the gateway."""

from collections import Counter
from collections.abc import Iterable
from typing import Any, TypedDict

OPEN = """
select c.assignee_id, c.inbox_id, c.team_id, count(*) from conversation c
where c.category = 'open' group by c.assignee_id, c.inbox_id, c.team_id
"""
MENTIONS = """
select m.member_id, count(distinct m.conversation_id) from mention m where m.read_at is null group by m.member_id
"""
TAGS = """
with here as materialized (select c.workspace_id, c.id from conversation c where c.category = 'open'),
used as materialized (select x.tag_id, count(*) as n from here h cross join lateral (select t.tag_id
  from conversation_tag t where t.workspace_id = h.workspace_id and t.conversation_id = h.id offset 0) x
  group by x.tag_id)
select t.name, u.n from used u join tag t on t.id = u.tag_id
"""


class Counts(TypedDict):
    """Open conversations by list, and mentions that a member has not seen. Each number leads to its rows."""

    all: int
    unassigned: int
    members: dict[str, int]
    inboxes: dict[str, int]
    teams: dict[str, int]
    tags: dict[str, int]
    mentions: dict[str, int]


def folded(
    groups: Iterable[tuple[Any, ...]], mentions: Iterable[tuple[Any, ...]], tags: Iterable[tuple[Any, ...]]
) -> Counts:
    """The answers of the three statements as one."""
    members, inboxes, teams = Counter[str](), Counter[str](), Counter[str]()
    total = unassigned = 0
    for member, inbox, team, n in groups:
        total += n
        inboxes[str(inbox)] += n
        if member:
            members[str(member)] += n
        else:
            unassigned += n
        if team:
            teams[str(team)] += n
    return {
        "all": total,
        "unassigned": unassigned,
        "members": dict(members),
        "inboxes": dict(inboxes),
        "teams": dict(teams),
        "tags": dict(tags),
        "mentions": {str(member): n for member, n in mentions},
    }
