"""Memory of visitors' sockets that are open and silent."""

import asyncio
import json

import psutil
import websockets
from websockets.typing import Origin

from bench import delivery
from bench.installation import ORIGIN, Installation

SOCKETS = 2_000


def measure(installation: Installation) -> dict[str, object]:
    """Opens many sockets and divides what the server's memory grew by."""
    from bench.chat import visitors

    server = installation.serve()
    delivery.workspace(installation)
    token = visitors(installation, 1)[0]
    process = psutil.Process(server.pid)
    grown = asyncio.run(open_all(installation, process, token))
    each = grown / SOCKETS / 1024
    print(f"memory of an idle visitor's socket: {each:.1f} KiB ({SOCKETS} open)")
    installation.end(server)
    return {"kib": each, "sockets": SOCKETS}


async def open_all(installation: Installation, process: psutil.Process, token: str) -> int:
    url = installation.url.replace("http", "ws") + "/rt/v1/socket"

    async def one() -> websockets.ClientConnection:
        socket = await websockets.connect(url, origin=Origin(ORIGIN), compression=None, ping_interval=None)
        await socket.send(json.dumps({"t": "hello", "token": token, "after": "0"}))
        await socket.recv()
        return socket

    held = [await one() for _ in range(50)]  # what every server needs once is not counted
    before = memory(process)
    for _ in range(SOCKETS // 50):
        held += await asyncio.gather(*(one() for _ in range(50)))
    await asyncio.sleep(1)
    grown = memory(process) - before
    for socket in held:
        socket.transport.abort()
    return grown


def memory(process: psutil.Process) -> int:
    return int(process.memory_full_info().pss)
