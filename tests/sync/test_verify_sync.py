"""`verify_sync`: a snapshot, with the events since, is what a fresh snapshot is. For every command, for both sides.

The events are what the running gateway pushes; they are applied by the front end's own reducer.
"""

import pytest

import ictdesk.desk.conversations.commands as room
from ictdesk.kernel.command import REGISTRY
from tests.realtime.client import Desk, Guest, Line
from tests.sync import snapshots
from tests.sync.cases import CASES, QUIET, Act, perform
from tests.sync.listening import Told, agent_events, recorded, visitor_events
from tests.sync.reducer import Reducer, State
from tests.sync.stage import Stage, set_up

ACTS = [pytest.param(act, id=f"{name}: {act.__name__}") for name, acts in CASES.items() for act in acts]


def test_every_command_has_a_case() -> None:
    """A command that is new must say here what it shows, or that it shows nothing."""
    prefix = f"{room.__name__}."
    registered = {name.rpartition(".")[2] for name in REGISTRY if name.startswith(prefix)}
    assert registered == CASES.keys() | QUIET
    assert set(room.__all__) == registered


def for_agent(desk: Desk, act: Act, *, away: bool) -> tuple[State, Told, State]:
    """What an agent had, was told, and would get afresh. `away`: the socket was cut and comes back with its cursor."""
    stage = set_up(desk)
    line = desk.agent(desk.house.ada)
    cursor = line.seen[0]["cursor"]
    before, known = snapshots.of_agent(desk.house), recorded(desk.house)
    if away:
        line.cut()
    perform(act, stage)
    if away:
        line = desk.agent(desk.house.ada, after=cursor)
    told = agent_events(line, recorded(desk.house) - known)
    return before, told, snapshots.of_agent(desk.house)


@pytest.mark.parametrize("away", [False, True], ids=["live", "come back"])
@pytest.mark.parametrize("act", ACTS)
def test_an_agent_is_in_step(desk: Desk, reducer: Reducer, act: Act, *, away: bool) -> None:
    before, told, after = for_agent(desk, act, away=away)
    assert before != after, "the case changes nothing"
    assert snapshots.plain(reducer.reduce("agent", before, told)) == after


def whose(stage: Stage, act: Act) -> Guest:
    return stage.newcomer if act.__name__ == "start" else stage.guest


def for_visitor(desk: Desk, act: Act, *, away: bool) -> tuple[State, Told, State]:
    """What the visitor had, was told, and would get afresh."""
    stage = set_up(desk)
    guest = whose(stage, act)
    before, line = snapshots.of_visitor(desk.house, stage.visitor(guest)), listen(stage, guest, "0")
    cursor = line_cursor(visitor_events(line, desk.house, stage.visitor(guest).conversation_id))
    line.close() if away else line.seen.clear()
    perform(act, stage)
    if away:
        line = listen(stage, guest, cursor)
    visitor = stage.visitor(guest)
    changed = snapshots.of_visitor(desk.house, visitor) != before
    told = visitor_events(line, desk.house, visitor.conversation_id if changed else None)
    return before, told, snapshots.of_visitor(desk.house, visitor)


def listen(stage: Stage, guest: Guest, cursor: str) -> Line:
    line = guest.listen(after=cursor)
    line.until_kind("ready")
    return line


def line_cursor(told: Told) -> str:
    return told[-1]["cursor"] if told else "0"


@pytest.mark.parametrize("away", [False, True], ids=["live", "come back"])
@pytest.mark.parametrize("act", ACTS)
def test_a_visitor_is_in_step(desk: Desk, reducer: Reducer, act: Act, *, away: bool) -> None:
    before, told, after = for_visitor(desk, act, away=away)
    assert snapshots.plain(reducer.reduce("visitor", before, told)) == after


@pytest.mark.parametrize("act", ACTS)
def test_without_its_event_an_agent_would_be_out_of_step(desk: Desk, reducer: Reducer, act: Act) -> None:
    """The negative control: with nothing told, and with an event that is as old as what is known."""
    before, told, after = for_agent(desk, act, away=True)
    assert told
    assert reducer.reduce("agent", before, []) != after
    stale = [event | {"conversation": event["conversation"] | {"version": 0}} for event in told]
    assert snapshots.plain(reducer.reduce("agent", before, stale)) != after


def test_a_field_that_is_lost_is_seen(desk: Desk, reducer: Reducer) -> None:
    """Each field of the row and of the message that an event carries counts."""
    (answer,) = [act for act in CASES["reply"] if act.__name__ == "reply_with_a_picture"]
    before, told, after = for_agent(desk, answer, away=False)
    for part in ("conversation", "message"):
        for name in told[-1][part].keys() - {"id", "conversation_id"}:
            without = [event | {part: {k: v for k, v in event[part].items() if k != name}} for event in told]
            assert snapshots.plain(reducer.reduce("agent", before, without)) != after, f"{part}.{name}"
