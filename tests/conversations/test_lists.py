"""Lists: what each holds, in which order, page by page, and how many there are."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from ictdesk.desk.conversations import commands, queries
from ictdesk.desk.conversations.filters import Filter
from ictdesk.desk.conversations.models import Conversation
from ictdesk.desk.workspaces.models import Team
from ictdesk.kernel import clock, pages
from ictdesk.kernel.actor import Actor, ApiKey
from ictdesk.kernel.errors import Invalid
from ictdesk.kernel.tenancy import workspace_scope
from tests.world import House, World


def texts(house: House, actor: Actor, wanted: Filter, *, limit: int = 50) -> list[str]:
    """The previews of all pages of a list."""
    found, cursor = [], ""
    while True:
        with workspace_scope(house.id):
            page = queries.filtered_page(actor=actor, wanted=wanted, cursor=cursor, limit=limit)
        found += [row["preview"]["text"] for row in page["items"] if row["preview"]]
        if page["next"] is None:
            return found
        cursor = page["next"]


def aged(house: House, conversation: Conversation, hours: int) -> None:
    """Makes the visitor's message so old."""
    then = clock.now() - timedelta(hours=hours)
    with workspace_scope(house.id):
        Conversation.objects.filter(id=conversation.id).update(
            last_message_at=then,
            list_hour=then.replace(minute=0, second=0, microsecond=0),
            waiting_since=then,
        )


def test_a_list_holds_what_it_names(world: World) -> None:
    acme, ada = world.acme, world.acme.ada
    red, blue, green = acme.talk("red"), acme.talk("blue"), acme.talk("green")
    with workspace_scope(acme.id):
        team = Team.objects.create(name="Parcels")
        commands.assign(actor=ada.actor, conversation=red, member=ada.row)
        commands.assign_team(actor=ada.actor, conversation=blue, team=team)
        commands.set_tags(actor=ada.actor, conversation=blue, names=["vip"])
        commands.note(
            actor=acme.grace.actor, conversation=green, client_id=uuid4(), text="@Ada", mentions=[ada.row]
        )
        commands.solve(actor=ada.actor, conversation=green)
    assert texts(acme, ada.actor, Filter("mine")) == ["red"]
    assert texts(acme, ada.actor, Filter("unassigned")) == ["blue"]
    assert texts(acme, ada.actor, Filter("mentions")) == []
    assert texts(acme, ada.actor, Filter("mentions", "any")) == ["@Ada"]
    assert texts(acme, acme.grace.actor, Filter("mentions", "any")) == []
    assert texts(acme, ada.actor, Filter(status="solved")) == ["@Ada"]
    assert texts(acme, ada.actor, Filter(team=team.id)) == ["blue"]
    assert texts(acme, ada.actor, Filter(tag="vip")) == ["blue"]
    assert texts(acme, ada.actor, Filter(tag="none")) == []
    assert texts(acme, ada.actor, Filter(assignee=ada.row.id)) == ["red"]
    assert texts(acme, ada.actor, Filter(inbox=acme.inbox.id)) == ["blue", "red"]
    assert texts(acme, ada.actor, Filter(inbox=uuid4())) == []
    with workspace_scope(acme.id):
        counts = queries.counts(actor=ada.actor)
    assert (counts["all"], counts["unassigned"], counts["members"]) == (2, 1, {str(ada.row.id): 1})
    assert (counts["teams"], counts["tags"]) == ({str(team.id): 1}, {"vip": 1})
    assert (counts["inboxes"], counts["mentions"]) == ({str(acme.inbox.id): 2}, {str(ada.row.id): 1})


def test_a_program_has_no_list_of_its_own(world: World) -> None:
    world.acme.talk("unassigned")
    key = ApiKey(uuid4(), frozenset({"conversations:read"}))
    assert texts(world.acme, key, Filter("all")) == ["unassigned"]
    assert texts(world.acme, key, Filter("mine")) == []
    assert texts(world.acme, key, Filter("mentions", "any")) == []


@pytest.mark.parametrize("limit", [1, 2, 50])
def test_who_waits_longest_stands_first_then_who_does_not_wait(world: World, limit: int) -> None:
    acme = world.acme
    for name, hours in (("a day", 24), ("an hour", 1), ("two hours", 2)):
        aged(acme, acme.talk(name), hours)
    for text, hours in (("answered now", 0), ("answered long ago", 99)):
        conversation = acme.talk("x")
        acme.say(acme.ada.actor, conversation, text)
        with workspace_scope(acme.id):
            then = clock.now() - timedelta(hours=hours)
            Conversation.objects.filter(id=conversation.id).update(last_message_at=then)
    waiting = ["a day", "two hours", "an hour", "answered long ago", "answered now"]
    assert texts(acme, acme.ada.actor, Filter(sort="waiting"), limit=limit) == waiting


@pytest.mark.parametrize(
    "said",
    [{"view": "theirs"}, {"status": "lost"}, {"sort": "age"}, {"inbox": "x"}, {"tag": 7}, {"colour": "red"}],
)
def test_a_filter_is_read_strictly(said: dict[str, object]) -> None:
    with pytest.raises(Invalid):
        Filter.parse(said)


def test_a_filter_comes_back_as_it_was_written() -> None:
    for wanted in (
        Filter(),
        Filter(
            "mentions",
            "any",
            uuid4(),
            uuid4(),
            "vip",
            uuid4(),
            "ticket",
            "mail",
            "high",
            uuid4(),
            "size:a:b",
            "due",
        ),
    ):
        assert Filter.parse(wanted.shape()) == wanted


@pytest.mark.parametrize(("sort", "field"), [("due", "due_at"), ("waiting", "waiting_since")])
def test_pages_go_on_from_those_with_a_time_to_those_without(world: World, sort: Any, field: str) -> None:
    acme, now = world.acme, clock.now()
    talks = [acme.talk(f"{n}") for n in range(7)]
    times = {2: now, 0: now + timedelta(hours=2), 5: now - timedelta(hours=2), 4: now + timedelta(hours=2)}
    for n, talk in enumerate(talks):
        aged(acme, talk, hours=3 * n)
        with workspace_scope(acme.id):
            Conversation.objects.filter(id=talk.id).update(**{field: times.get(n)})
    for limit in (1, 2, 3, 4, 50):
        order = texts(acme, acme.ada.actor, Filter(sort=sort), limit=limit)
        assert order == ["5", "2", *sorted("04", key=lambda n: talks[int(n)].id), "6", "3", "1"], limit


def test_a_forged_cursor_is_no_failure(world: World) -> None:
    for moment in (-62_135_596_800_000_000, 2**50):
        forged = pages.write(pages.EPOCH + timedelta(microseconds=moment), uuid4())
        with workspace_scope(world.acme.id):
            for sort in ("newest", "due", "waiting"):
                wanted = Filter(sort=sort)
                page = queries.filtered_page(actor=world.acme.ada.actor, wanted=wanted, cursor=forged)
                assert page == {"items": [], "next": None}, "there is nothing to be shown, from wherever"
