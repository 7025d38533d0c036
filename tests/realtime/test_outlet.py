"""A client that does not read cannot hold memory."""

import asyncio
from typing import Any

from ictdesk.surfaces.realtime.closing import Close
from ictdesk.surfaces.realtime.outlet import MOST_BYTES, MOST_FRAMES, Outlet


def test_frames_go_out_in_order() -> None:
    async def story() -> list[str]:
        sent: list[str] = []

        async def send(event: dict[str, Any]) -> None:
            await asyncio.sleep(0)
            sent.append(event.get("text", event["type"]))

        outlet = Outlet(send)
        for number in range(5):
            outlet.put({"n": number})
        outlet.close(Close.RESTART, 7)
        outlet.put({"n": "too late"})
        await outlet.finish()
        return sent

    assert asyncio.run(story()) == [
        *(f'{{"n":{n}}}' for n in range(5)),
        '{"t":"bye","code":"restart","retry_ms":7}',
        "websocket.close",
    ]


def test_what_is_held_goes_out_behind_what_it_waited_for() -> None:
    async def story(*, revoked: bool) -> list[str]:
        sent: list[str] = []

        async def send(event: dict[str, Any]) -> None:
            sent.append(event.get("text", event["type"]))

        outlet = Outlet(send)
        outlet.put({"n": 0})
        await outlet.finish()
        outlet.hold()
        outlet.put({"n": 3})
        await asyncio.sleep(0)
        if revoked:
            outlet.close(Close.UNAUTHORISED)
        outlet.release([{"n": 1}, {"n": 2}])
        outlet.put({"n": 4})
        await outlet.finish()
        return sent

    assert asyncio.run(story(revoked=False)) == [f'{{"n":{n}}}' for n in range(5)]
    assert asyncio.run(story(revoked=True)) == [
        '{"n":0}',
        '{"t":"bye","code":"unauthorised","retry_ms":0}',
        "websocket.close",
    ]


def test_a_slow_reader_is_sent_away_and_its_queue_dropped() -> None:
    async def story(frames: int, size: int) -> tuple[Close | None, list[dict[str, Any]]]:
        sent: list[dict[str, Any]] = []
        reads = asyncio.Event()

        async def send(event: dict[str, Any]) -> None:
            await reads.wait()
            sent.append(event)

        outlet = Outlet(send)
        for _ in range(frames):
            outlet.put({"x": "y" * size})
        closing = outlet.closing
        reads.set()
        await outlet.finish()
        return closing, sent

    assert asyncio.run(story(MOST_FRAMES // 2, 10))[0] is None
    for frames, size in ((MOST_FRAMES * 2, 10), (20, MOST_BYTES // 10)):
        closing, sent = asyncio.run(story(frames, size))
        assert closing is Close.SLOW_CONSUMER
        assert sent[-1]["code"] == 4409
        assert len(sent) <= 3


def test_a_dead_socket_is_forgotten() -> None:
    async def story() -> Close | None:
        async def send(event: dict[str, Any]) -> None:
            raise ConnectionResetError

        outlet = Outlet(send)
        outlet.put({"n": 1})
        await outlet.finish()
        outlet.put({"n": 2})
        await outlet.finish()
        return outlet.closing

    assert asyncio.run(story()) is Close.GONE
