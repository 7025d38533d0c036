"""After any break a client comes back with its cursor and misses nothing."""

import os
import random
from typing import Any
from uuid import UUID, uuid4

import psycopg
from django.conf import settings

from ictdesk.desk.conversations import commands, queries
from ictdesk.desk.conversations.models import Conversation
from ictdesk.kernel.tenancy import workspace_scope
from tests.realtime.client import Desk, Line
from tests.server import Server
from tests.world import US, World

CUTS = int(os.environ.get("ICTDESK_TEST_CUTS", "20"))
"""How often subscribers are cut; 200 is the full run."""
SEED = 7


def bodies(line: Line) -> list[str]:
    """The messages that a socket was shown, in order."""
    return [f["event"]["message"]["body"] for f in line.seen if "message" in f.get("event", {})]


def test_a_visitor_resumes_exactly_after_the_cursor(desk: Desk) -> None:
    guest = desk.guest()
    for text in ("one", "two", "three", "four"):
        guest.write(text)
    line = guest.listen(after="2")
    line.until_body("four")
    assert bodies(line) == ["three", "four"]
    page = guest.call("GET", "events", params={"after": 2, "limit": 1}).json()
    assert [event["message"]["body"] for event in page["events"]] == ["three"]
    assert (page["cursor"], page["more"]) == ("3", True)


def test_a_cursor_from_the_future_is_told_to_resync(desk: Desk) -> None:
    guest = desk.guest()
    guest.write("Hello")
    line = guest.listen(after="99")
    assert line.until_kind("ready")["resync"] is True
    assert guest.call("GET", "events", params={"after": 99}).json()["resync"] is True


def test_an_agent_gets_what_happened_meanwhile(desk: Desk) -> None:
    ada = desk.agent(desk.house.ada)
    guest = desk.guest()
    guest.write("first")
    cursor = ada.until_body("first")["cursor"]
    ada.cut()
    guest.write("second")
    desk.house.say(desk.house.grace.actor, conversation(desk), "third")
    back = desk.agent(desk.house.ada, after=cursor)
    back.until_body("third")
    assert [text for text in bodies(back) if text != "first"] == ["second", "third"]


def test_a_cursor_of_another_workspace_is_unknown(desk: Desk, world: World) -> None:
    with Desk(desk.server, world.globex) as other:
        hank = other.agent(world.globex.hank)
        cursor = hank.seen[0]["cursor"]
    line = desk.agent(desk.house.ada, after=cursor)
    assert line.seen[0]["resync"] is True


def test_a_subscriber_cut_at_random_converges(desk: Desk) -> None:
    """Each time it comes back it ends with what a fresh reading shows, each message once and in order."""
    chance, guest = random.Random(SEED), desk.guest()
    guest.write("message 0")
    cursor = "0"
    seen: dict[int, str] = {}
    written = 1
    for _ in range(CUTS):
        line = guest.listen(after=cursor)
        for _ in range(chance.randrange(4)):
            guest.write(f"message {written}")
            written += 1
        for _ in range(chance.randrange(6)):
            frame = line.next()
            cursor = take(frame, seen) or cursor
        line.cut()
    last = guest.listen(after=cursor)
    guest.write("the end")
    while "the end" not in seen.values():
        cursor = take(last.next(), seen) or cursor
    assert [seen[seq] for seq in sorted(seen)] == [*(f"message {n}" for n in range(written)), "the end"]
    assert sorted(seen) == list(range(1, written + 2))


def take(frame: dict[str, Any], seen: dict[int, str]) -> str:
    """Notes a message that was shown, which must be the one known before if it is; returns the event's cursor."""
    event = frame.get("event", {})
    if message := event.get("message"):
        assert seen.setdefault(message["seq"], message["body"]) == message["body"]
    cursor: str = event.get("cursor", "")
    return cursor


def test_agents_converge_with_a_fresh_reading(desk: Desk) -> None:
    """Snapshot and events, with cuts between, equal a fresh list."""
    chance = random.Random(SEED)
    guests = [desk.guest() for _ in range(3)]
    for guest in guests:
        guest.write("Hello")
    rows: dict[str, dict[str, Any]] = {}
    cursor: str | None = None
    for turn in range(CUTS):
        line = desk.agent(desk.house.ada, after=cursor)
        cursor = line.seen[0]["cursor"]
        if turn == 0:
            rows = fresh(desk)
        act(desk, chance, guests[turn % 3], turn)
        if chance.random() < 0.5:
            line.everything()
        cursor = keep(line.seen, rows) or cursor
        line.cut()
    line = desk.agent(desk.house.ada, after=cursor)
    guests[0].write("the end")
    line.until_body("the end")
    keep(line.seen, rows)
    assert rows == fresh(desk)


def act(desk: Desk, chance: random.Random, guest: Any, turn: int) -> None:
    """One change of some kind."""
    guest.write(f"turn {turn}")
    with workspace_scope(desk.house.id):
        row = chance.choice(list(Conversation.objects.order_by("id")))
        actor = desk.house.grace.actor
        match chance.randrange(4):
            case 0:
                commands.set_tags(actor=actor, conversation=row, names=[f"tag {turn}"])
            case 1:
                commands.note(actor=actor, conversation=row, client_id=uuid4(), text=f"note {turn}")
            case 2:
                member = None if row.assignee_id else desk.house.ada.row
                commands.assign(actor=actor, conversation=row, member=member)
            case _ if row.category == "open":
                commands.solve(actor=actor, conversation=row)


def keep(frames: list[dict[str, Any]], rows: dict[str, dict[str, Any]]) -> str:
    """The client's rule: of two copies of a row the one with the higher version is right."""
    cursor = ""
    for frame in frames:
        if frame["t"] == "event":
            row = frame["event"]["conversation"]
            if row["version"] >= rows.get(row["id"], {"version": 0})["version"]:
                rows[row["id"]] = row
            cursor = frame["event"]["cursor"]
    return cursor


def fresh(desk: Desk) -> dict[str, dict[str, Any]]:
    with workspace_scope(desk.house.id):
        page = queries.inbox_page(actor=US, status="any", limit=200)
    return {row["id"]: dict(row) for row in page["items"]}


def conversation(desk: Desk) -> Conversation:
    with workspace_scope(desk.house.id):
        found: Conversation = Conversation.objects.get()
    return found


def test_two_server_processes_show_the_same(world: World) -> None:
    with Server(workers=2, ICTDESK_RATE_FACTOR="1000") as server, Desk(server, world.acme) as desk:
        guests = [desk.guest() for _ in range(6)]
        agents = [desk.agent(desk.house.ada) for _ in range(6)]
        lines = []
        for number, guest in enumerate(guests):
            guest.write(f"from {number}")
            lines.append(guest.listen())
        for agent in agents:
            for number in range(len(guests)):
                if f"from {number}" not in bodies(agent):
                    agent.until_body(f"from {number}")
        for number, event in enumerate(fresh(desk).values()):
            agents[number % 6].send(
                t="send", conversation=event["id"], client_id=str(uuid4()), body=f"answer {number}", note=False, attachments=[]
            )  # fmt: skip
        for line in lines:
            answer = line.until(
                lambda frame: frame.get("event", {}).get("message", {}).get("author") == "agent"
            )
            assert answer["event"]["message"]["body"].startswith("answer ")


def test_sockets_that_were_open_before_the_first_message_see_it_in_every_process(world: World) -> None:
    with Server(workers=2, ICTDESK_RATE_FACTOR="1000") as server, Desk(server, world.acme) as desk:
        guest = desk.guest()
        lines = [guest.listen() for _ in range(8)]
        guest.write("the first")
        guest.write("the second")
        for line in lines:
            line.until_body("the second")
            assert bodies(line) == ["the first", "the second"]


def test_a_lost_listener_is_made_good_by_polling(desk: Desk) -> None:
    """The connections that listen are ended; what is committed meanwhile still arrives."""
    guest = desk.guest()
    guest.write("Hello")
    line = guest.listen()
    line.until_body("Hello")
    with psycopg.connect(settings.ICTDESK_DSNS["cell_eu"], autocommit=True) as connection:
        ended = connection.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where query ilike 'listen%' and usename = current_user"
        ).fetchall()
    assert ended
    desk.house.say(desk.house.ada.actor, conversation(desk), "while nobody listened")
    line.until_body("while nobody listened")


def test_long_messages_come_back_whole(desk: Desk) -> None:
    guest = desk.guest()
    guest.write("Hello")
    line = guest.listen()
    line.until_body("Hello")
    row = conversation(desk)
    for number in range(3):
        desk.house.say(desk.house.ada.actor, row, f"{number} " + "x" * 16_000)
    back = guest.listen(after="1")
    back.until(lambda f: str(f.get("event", {}).get("message", {}).get("body", "")).startswith("2 "))
    assert [text[:1] for text in bodies(back)] == ["0", "1", "2"]


def test_ids_are_never_reused(desk: Desk) -> None:
    guest = desk.guest()
    ids = [UUID(guest.write(f"m{n}").json()["id"]) for n in range(5)]
    assert ids == sorted(ids)
    assert len(set(ids)) == 5
