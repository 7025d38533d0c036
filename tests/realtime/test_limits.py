"""Limits on what one visitor, one address and one workspace may send."""

from collections.abc import Iterator
from uuid import uuid4

import pytest

from ictdesk.surfaces.realtime import limits
from tests.realtime.client import Desk
from tests.server import Server
from tests.world import World


@pytest.fixture(scope="module")
def strict() -> Iterator[Server]:
    with Server(ICTDESK_RATE_FACTOR="0.1") as running:
        yield running


def test_a_visitor_who_sends_too_much_waits(strict: Server, world: World) -> None:
    with Desk(strict, world.acme) as desk:
        guest = desk.guest()
        answers = [guest.write(f"m{n}") for n in range(int(limits.VISITOR_SENDS.burst * 0.1) + 1)]
        assert [answer.status_code for answer in answers[:-1]] == [201] * (len(answers) - 1)
        assert answers[-1].status_code == 429
        assert answers[-1].json()["code"] == "too_many_requests"
        assert int(answers[-1].headers["retry-after"]) > 0
        assert world.acme.bodies_of(answers[0].json()["conversation"]) == [
            f"m{n}" for n in range(len(answers) - 1)
        ]
        line = guest.listen(after="2")
        line.until_kind("ready")
        line.send(t="send", client_id=str(uuid4()), body="more", attachments=[])
        refused = line.until_kind("error")
        assert (refused["code"], refused["retry_after"] > 0) == ("too_many_requests", True)


def test_one_address_opens_only_so_many_chats(strict: Server, world: World) -> None:
    with Desk(strict, world.acme) as desk:
        statuses = [desk.open().status_code for _ in range(int(limits.SESSIONS_OF_ADDRESS.burst * 0.1) + 2)]
    assert statuses[-1] == 429


def test_a_flood_of_frames_closes_the_socket(strict: Server, world: World) -> None:
    with Server(ICTDESK_RATE_FACTOR="1") as server, Desk(server, world.acme) as desk:
        line = desk.guest().listen()
        line.until_kind("ready")
        for _ in range(int(limits.FRAMES.burst) + 20):
            line.send(t="ping")
        assert line.ending() == (4429, "too_many")
