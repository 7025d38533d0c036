"""The floors: a bare ASGI endpoint that commits one row for each request through the same driver.

`FLOOR=rls`: in a transaction with the workspace set, under forced row-level security, with NOTIFY.
`FLOOR=plain`: the bare insert. A pool of 8 connections, no framework, no sealing, no events.
"""

import os
from typing import Any

import msgspec
from psycopg_pool import AsyncConnectionPool

MODE = os.environ.get("FLOOR", "rls")
SET_UP = """
    create table if not exists floor_plain (id bigint generated always as identity primary key,
        workspace_id uuid not null, client_id uuid not null, body text not null, at timestamptz not null default now());
    create table if not exists floor_rls (like floor_plain including all);
    alter table floor_rls enable row level security;
    alter table floor_rls force row level security;
    drop policy if exists workspace on floor_rls;
    create policy workspace on floor_rls using (workspace_id = nullif(current_setting('ictdesk.workspace', true), '')::uuid);
    grant select, insert on floor_plain, floor_rls to ictdesk_app;
"""
WORKSPACE = "01a20c4e-3ee3-770a-85a2-0eceadcc3763"
PLAIN = "insert into floor_plain (workspace_id, client_id, body) values (%s, %s, %s) returning id"
RLS = "insert into floor_rls (workspace_id, client_id, body) values (%s, %s, %s) returning id"


class In(msgspec.Struct):
    client_id: str
    body: str


decode = msgspec.json.Decoder(In).decode
pool = AsyncConnectionPool(
    os.environ.get("ICTDESK_CELL_EU_DSN", ""),
    min_size=8,
    max_size=8,
    open=False,
    kwargs={"autocommit": True, "prepare_threshold": 0},
)


async def store(message: In) -> int:
    """Commits one message and returns its number."""
    values = [WORKSPACE, message.client_id, message.body]
    async with pool.connection() as connection:
        if MODE == "plain":
            cursor = await connection.execute(PLAIN, values)
        else:
            async with connection.pipeline():
                await connection.execute("begin")
                await connection.execute("select set_config('ictdesk.workspace', %s, true)", [WORKSPACE])
                cursor = await connection.execute(RLS, values)
                await connection.execute("select pg_notify('floor', %s)", [message.client_id])
                await connection.execute("commit")
        row = await cursor.fetchone()
    assert row is not None
    return int(row[0])


async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """The whole program."""
    if scope["type"] == "lifespan":
        await receive()
        await pool.open()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await pool.close()
        await send({"type": "lifespan.shutdown.complete"})
        return
    if scope["path"] == "/readyz":
        status, body = 200, b"ok"
    else:
        number = await store(decode((await receive())["body"]))
        status, body = 201, msgspec.json.encode({"id": number})
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
