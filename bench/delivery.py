"""From a visitor's send to the agent's socket, through the real protocol."""

import asyncio
import json
import time
from functools import cache
from typing import Any
from uuid import uuid4

import websockets
from websockets.typing import Origin

from bench.installation import ORIGIN, Installation

RATES = (20, 200)
SECONDS = 6.0
CHATS = 10


@cache
def workspace(installation: Installation) -> Any:
    """A workspace with one inbox and an agent, made once."""
    import django

    django.setup()
    from tests.world import make_house

    return make_house("bench", {"ada": ("Ada Okafor", "agent")}, origin=ORIGIN)


def cookie(house: Any) -> str:
    """A signed-in agent's session."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from ictdesk.desk.people.models import User

    user = User.objects.get(id=house.ada.row.user_id)
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def measure(installation: Installation) -> dict[str, object]:
    """Latency at each rate, unloaded first."""
    from bench.chat import visitors

    server = installation.serve()
    house = workspace(installation)
    tokens = visitors(installation, CHATS)
    session = cookie(house)
    found: dict[str, object] = {}
    print("send to the agent's socket")
    for rate in RATES:
        times = sorted(asyncio.run(run(installation, house.slug, session, tokens, rate)))
        p50, p99 = times[len(times) // 2] * 1000, times[len(times) * 99 // 100] * 1000
        print(f"  at {rate}/s: p50 {p50:.2f} ms, p99 {p99:.2f} ms, of {len(times)}")
        found[str(rate)] = {"p50": p50, "p99": p99, "n": len(times)}
    installation.end(server)
    return found


async def run(
    installation: Installation, slug: str, session: str, tokens: list[str], rate: int
) -> list[float]:
    """Sends at a steady rate over all chats; the times until the agent's socket has each message."""
    url = installation.url.replace("http", "ws") + "/rt/v1/socket"
    agent = await websockets.connect(
        url, origin=Origin(installation.url), additional_headers={"Cookie": session}, compression=None
    )
    await agent.send(json.dumps({"t": "hello", "workspace": slug, "after": None}))
    sockets = [await visitor(url, token) for token in tokens]
    sent: dict[str, float] = {}
    times: list[float] = []
    listening = [
        asyncio.create_task(listen(agent, sent, times)),
        *(asyncio.create_task(drain(s)) for s in sockets),
    ]
    count = int(rate * SECONDS)
    await send(sockets, rate, count, sent)
    for _ in range(500):
        if len(times) >= count:
            break
        await asyncio.sleep(0.01)
    for task in listening:
        task.cancel()
    await asyncio.gather(*listening, return_exceptions=True)
    for socket in (agent, *sockets):
        await socket.close()
    return times


async def send(
    sockets: list[websockets.ClientConnection], rate: int, count: int, sent: dict[str, float]
) -> None:
    """Sends on time, whatever the answers do."""
    begin = time.perf_counter()
    for number in range(count):
        await asyncio.sleep(max(0.0, begin + number / rate - time.perf_counter()))
        client_id = str(uuid4())
        frame = json.dumps(
            {"t": "send", "client_id": client_id, "body": "Is anybody here?", "attachments": []}
        )
        sent[client_id] = time.perf_counter()
        await sockets[number % len(sockets)].send(frame)


async def listen(agent: websockets.ClientConnection, sent: dict[str, float], times: list[float]) -> None:
    """Notes when the agent's socket has a message."""
    async for text in agent:
        if '"message_appended"' in str(text):
            client_id = json.loads(text)["event"]["message"]["client_id"]
            if client_id in sent:
                times.append(time.perf_counter() - sent[client_id])


async def drain(socket: websockets.ClientConnection) -> None:
    async for _ in socket:
        pass


async def visitor(url: str, token: str) -> websockets.ClientConnection:
    socket = await websockets.connect(url, origin=Origin(ORIGIN), compression=None)
    await socket.send(json.dumps({"t": "hello", "token": token, "after": "0"}))
    await socket.recv()
    return socket
