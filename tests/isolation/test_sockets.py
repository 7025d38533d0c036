"""Every verb of both sockets, with the neighbour's ids: the answer of ids that never were, and acme hears nothing."""

from collections.abc import Callable, Iterator
from typing import Any, get_args
from uuid import UUID, uuid4

import pytest

from ictdesk.surfaces.realtime import frames
from tests.isolation.furnished import Furnished, digest
from tests.isolation.strangers import MEMBERS
from tests.realtime.client import Desk, Line, sign_in
from tests.server import Server
from tests.world import ORIGIN

type Frames = list[dict[str, Any]]
type Verb = Callable[[UUID, UUID], Frames]
"""Takes a conversation and a file; gives the frames that name them."""


def send(conversation: UUID | None, file: UUID | None = None, **more: Any) -> dict[str, Any]:
    frame = {"t": "send", "client_id": str(uuid4()), "body": "Hello", **more}
    frame |= {"attachments": [str(file)]} if file else {}
    return frame | ({"conversation": str(conversation)} if conversation else {})


AGENT: dict[str, Verb] = {
    "send": lambda c, f: [send(c, note=note, file=file) for note in (False, True) for file in (None, f)],
    "typing": lambda c, f: [{"t": "typing", "conversation": str(c), "on": on} for on in (True, False)],
    "read": lambda c, f: [{"t": "read", "conversation": str(c), "seq": 1}],
    "look": lambda c, f: [{"t": "look", "conversation": str(c)}],
}
VISITOR: dict[str, Verb] = {"send": lambda c, f: [send(None, f)]}
NAMELESS = {"visitor": {"typing", "read", "ping"}, "agent": {"ping"}}
"""Verbs that name nothing: what they are about is the socket's own."""
HELLO = {"hello"}
"""Tried by `test_hello`."""
QUIET = {"ready", "presence", "counts", "pong"}


def tags(union: Any) -> set[str]:
    return {str(one.__struct_config__.tag) for one in get_args(union.__value__)}


def test_every_verb_has_an_entry() -> None:
    assert tags(frames.AgentFrame) == AGENT.keys() | NAMELESS["agent"] | HELLO
    assert tags(frames.VisitorFrame) == VISITOR.keys() | NAMELESS["visitor"] | HELLO


def answers(line: Line, said: Frames) -> Frames:
    """What came back for these frames, up to the answer of a ping, without the sender's own marks."""
    before = len(line.seen)
    for frame in said:
        line.send(**frame)
    line.everything()
    return [
        {k: v for k, v in frame.items() if k != "client_id"}
        for frame in line.seen[before:]
        if frame["t"] == "error"
    ]


@pytest.fixture
def theirs(server: Server, acme: Furnished) -> Iterator[Desk]:
    with Desk(server, acme.house) as desk:
        yield desk


@pytest.fixture
def ours(server: Server, globex: Furnished) -> Iterator[Desk]:
    with Desk(server, globex.house) as desk:
        yield desk


def listen(desk: Desk, house: Furnished) -> Line:
    line = desk.line(ORIGIN)
    line.send(t="hello", token=house.guest.token)
    line.until_kind("ready")
    return line


@pytest.mark.parametrize("role", MEMBERS)
@pytest.mark.parametrize("verb", AGENT)
def test_agents_of_the_neighbour(
    acme: Furnished,
    globex: Furnished,
    acme_before: dict[str, str],
    theirs: Desk,
    ours: Desk,
    verb: str,
    role: str,
) -> None:
    ada, guest = theirs.agent(acme.house.ada), listen(theirs, acme)
    guest.everything()
    stranger = ours.agent(globex.house.people[role])
    tried = answers(stranger, AGENT[verb](acme.conversation.id, acme.file.id))
    assert tried == answers(stranger, AGENT[verb](uuid4(), uuid4()))
    assert len(tried) == len(AGENT[verb](uuid4(), uuid4()))
    assert {frame["code"] for frame in tried} <= {"not_found", "forbidden"}
    file = answers(stranger, [send(globex.conversation.id, acme.file.id, note=False)])
    assert file == answers(stranger, [send(globex.conversation.id, uuid4(), note=False)])
    assert len(file) == 1
    assert {frame["t"] for frame in ada.everything()} <= QUIET
    assert not [f for f in guest.everything() if f["t"] == "typing"]
    assert digest(acme.house) == acme_before


@pytest.mark.parametrize("verb", AGENT)
def test_at_home_the_verbs_do_something(server: Server, at_home: Furnished, verb: str) -> None:
    """The negative control."""
    with Desk(server, at_home.house) as desk:
        owner = desk.agent(at_home.house.people["owner"])
        own = AGENT[verb](at_home.conversation.id, at_home.file.id)
        assert len(answers(owner, own)) < len(answers(owner, AGENT[verb](uuid4(), uuid4())))


def test_visitors_with_a_file_of_another(
    acme: Furnished,
    globex: Furnished,
    acme_before: dict[str, str],
    ours: Desk,
    at_home: Furnished,
    server: Server,
) -> None:
    stranger = listen(ours, globex)
    tried = answers(stranger, VISITOR["send"](uuid4(), acme.file.id))
    assert tried == answers(stranger, VISITOR["send"](uuid4(), uuid4()))
    assert [frame["code"] for frame in tried] == ["not_found"]
    assert digest(acme.house) == acme_before
    with Desk(server, at_home.house) as desk:
        guest = desk.guest()
        guest.write("I am somebody else")
        line = guest.listen()
        tried = answers(line, VISITOR["send"](uuid4(), at_home.file.id))
        assert [frame["code"] for frame in tried] == ["not_found"]


@pytest.mark.parametrize("verb", sorted(AGENT.keys() | NAMELESS["visitor"]))
def test_a_visitor_who_speaks_as_an_agent_is_sent_away(
    acme: Furnished, globex: Furnished, ours: Desk, verb: str
) -> None:
    frame = (
        AGENT[verb](acme.conversation.id, acme.file.id)[0]
        if verb in AGENT
        else {"t": verb, "conversation": "x"}
    )
    for field in ("conversation", "workspace", "workspace_id", "contact"):
        line = listen(ours, globex)
        line.send(
            **{key: value for key, value in frame.items() if key != "conversation"},
            **{field: str(acme.conversation.id)},
        )
        assert line.ending() == (4400, "bad_frame")


def test_hello(acme: Furnished, globex: Furnished, theirs: Desk, ours: Desk) -> None:
    """Acme's address is as no address, and a token or a session that only names acme as none."""
    home = ours.server.url
    cookies = {"owner": sign_in(globex.house.people["owner"]), "nobody": "", "forged": "a" * 32}
    for who, cookie in cookies.items():
        ends = set()
        for slug in (acme.house.slug, f"never-{uuid4().hex}", ""):
            line = ours.line(home, cookie)
            line.send(t="hello", workspace=slug)
            ends.add(line.ending())
        assert ends == {(4404, "not_found") if who == "owner" else (4401, "unauthorised")}, who
    ends = set()
    for token in (
        f"visitor_{acme.id.hex}_{'A' * 43}",
        f"visitor_{uuid4().hex}_{'A' * 43}",
        acme.secret,
        "null",
        "",
    ):
        line = ours.line(ORIGIN)
        line.send(t="hello", token=token)
        ends.add(line.ending())
    assert ends == {(4401, "unauthorised")}
    assert listen(theirs, acme).seen, "with acme's token one is let in"


def test_a_cursor_of_acme_is_no_cursor_here(
    acme: Furnished, globex: Furnished, theirs: Desk, ours: Desk
) -> None:
    """Cursors are sealed for their workspace: another's is as a made-up one."""
    cursor = theirs.agent(acme.house.ada).seen[0]["cursor"]
    again = theirs.agent(acme.house.ada, after=cursor).seen[0]
    assert not again["resync"]
    for strange in (cursor, cursor[:-2] + "AA", "x"):
        assert ours.agent(globex.house.people["owner"], after=strange).seen[0]["resync"]
