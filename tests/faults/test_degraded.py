"""Without its database the desk says so, loses nothing, and is back by itself (G18)."""

import contextlib
import json
import os
import smtplib
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import psycopg
import pytest

from ictdesk.project.embedded import EmbeddedPostgres
from tests.installation import environment
from tests.kernel.waiting import until
from tests.server import PATIENCE, Server, free_port

SCRIPT = """
import django; django.setup()
from tests.world import make_house
print(make_house("away", {}).inbox.widget_key)
"""


@pytest.fixture(scope="module")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedPostgres]:
    folder = tmp_path_factory.mktemp("away")
    for parent in (folder, *folder.parents[:2]):
        parent.chmod(0o755)
    with EmbeddedPostgres(folder / "data") as server:
        yield server


def options(postgres: EmbeddedPostgres) -> dict[str, str]:
    """An installation of its own: this database goes away."""
    made = environment(Path(os.environ["ICTDESK_TEST_INSTALLATION"]), postgres)
    return made | {"ICTDESK_DATA": str(postgres.folder.path), "ICTDESK_RATE_FACTOR": "1000"}


def run(command: list[str], extra: dict[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, *command], check=True, env=os.environ | extra, capture_output=True, text=True
    )
    return done.stdout.strip()


@pytest.fixture(scope="module")
def key(postgres: EmbeddedPostgres) -> str:
    """Of a chat in an installation that is ready."""
    extra = options(postgres)
    run(["-m", "ictdesk", "migrate"], extra | {"ICTDESK_AS_OWNER": "1"})
    return run(["-c", SCRIPT], extra)


@pytest.mark.slow
def test_without_the_database_the_desk_answers_503_and_comes_back(
    postgres: EmbeddedPostgres, key: str
) -> None:
    extra = options(postgres)
    with Server(options=extra) as server, httpx.Client(base_url=server.url, timeout=PATIENCE) as client:
        origin = {"Origin": "https://shop.example"}
        token = client.post("/rt/v1/sessions", json={"key": key}, headers=origin).json()["token"]
        headers = {"Authorization": f"Bearer {token}"}
        first = client.post(
            "/rt/v1/messages", json={"client_id": str(uuid4()), "body": "before"}, headers=headers
        )
        assert first.status_code == 201
        postgres.stop()
        message = {"client_id": str(uuid4()), "body": "while it was away"}
        begin = time.monotonic()
        refused = client.post("/rt/v1/messages", json=message, headers=headers)
        assert time.monotonic() - begin < 10
        assert (refused.status_code, refused.json()["code"]) == (503, "unavailable")
        assert int(refused.headers["retry-after"]) > 0
        assert client.get("/rt/v1/events", headers=headers).status_code == 503
        assert client.get("/healthz").status_code == 200
        assert client.get("/readyz").status_code == 503
        assert client.get("/api/v1/me", headers={"Authorization": "Bearer x"}).status_code < 500
        postgres.start()
        server.wait_until_ready()
        assert client.post("/rt/v1/messages", json=message, headers=headers).status_code == 201
        events = client.get("/rt/v1/events", headers=headers).json()["events"]
        assert [e["message"]["body"] for e in events if "message" in e] == ["before", "while it was away"]


class Parts:
    """The parts of a desk, each with a file for what it says."""

    def __init__(self, extra: dict[str, str], folder: Path) -> None:
        self.smtp = free_port()
        self.files = {name: folder / f"{name}.log" for name in ("work", "smtp")}
        self.running = [self._start(name, extra) for name in self.files]

    def _start(self, name: str, extra: dict[str, str]) -> subprocess.Popen[bytes]:
        more = ["--port", str(self.smtp)] if name == "smtp" else []
        with self.files[name].open("wb") as said:
            command = [sys.executable, "-m", "ictdesk", name, *more]
            return subprocess.Popen(command, env=os.environ | extra, stderr=said)

    def end(self) -> None:
        for one in self.running:
            one.terminate()
        for one in self.running:
            one.wait(PATIENCE)


def everywhere(canary: str, client: httpx.Client, token: str, smtp: int, slug: str) -> None:
    """Says the word wherever somebody can say one, and where it makes mistakes."""
    headers = {"Authorization": f"Bearer {token}"}
    asked_for = (f"/desk/?q={canary}", f"/account/login/?next=/{canary}", f"/w/{slug}/request/?x={canary}")
    for path in (*asked_for, f"/{canary}", f"/desk/{canary}/inbox/", f"/account/invitation/{canary}"):
        client.get(path, headers={"User-Agent": canary, "Cookie": f"ictdesk={canary}", "Referer": canary})
    client.post("/account/login/", data={"login": f"{canary}@mail.example", "password": canary})
    for method in ("GET", "POST"):
        key = {"Authorization": f"Bearer {canary}", "Content-Type": "application/json"}
        client.request(method, f"/api/v1/conversations?cursor={canary}", headers=key, content=f'{{"{canary}')
    client.post("/rt/v1/sessions", json={"key": canary})
    client.post("/rt/v1/messages", content=canary, headers=headers)
    client.post("/rt/v1/messages", json={"client_id": canary, "body": canary}, headers=headers)
    client.post("/rt/v1/messages", json={"client_id": str(uuid4()), "body": canary}, headers=headers)
    with (
        contextlib.suppress(smtplib.SMTPException),
        smtplib.SMTP("127.0.0.1", smtp, timeout=PATIENCE) as mail,
    ):
        mail.docmd(canary)
        mail.sendmail(f"{canary}@mail.example", [f"{canary}@{slug}.mail.localhost"], canary)


def spoilt(dsn: str, canary: str, workspace: str) -> None:
    """Statements that fail with the word in them, and a job that does."""
    with psycopg.connect(dsn, autocommit=True) as connection:
        for statement in (
            "select %s::uuid",
            "select %s::int",
            "insert into workspace_entry (slug) values (%s)",
        ):
            with contextlib.suppress(psycopg.Error):
                connection.execute(statement, [canary])
        for statement in (f"select '{canary}", f"select {canary}()", f"do $$ begin raise '{canary}'; end $$"):
            with contextlib.suppress(psycopg.Error):
                connection.execute(statement)
        connection.execute(
            "insert into procrastinate_jobs (queue_name, task_name, attempts, args) values ('default', 'events.run_reader', 8, %s)",
            [json.dumps({"workspace_id": workspace, "reader": canary})],
        )


def asked(postgres: EmbeddedPostgres, query: str) -> list[Any]:
    with psycopg.connect(postgres.dsn("ictdesk_app", "ictdesk_control")) as control:
        return control.execute(query).fetchall()


def everything_written(folder: Path, more: list[Path]) -> dict[str, str]:
    """Every file of a log, by its name."""
    found = [
        one for place in ("logs", "postgres/log") for one in (folder / place).rglob("*") if one.is_file()
    ]
    return {str(one): one.read_text() for one in [*found, *more]}


@pytest.mark.slow
def test_no_log_holds_what_somebody_said_whatever_fails(
    postgres: EmbeddedPostgres, key: str, tmp_path: Path
) -> None:
    """Proof 2: errors, an outage, and every place to which something is written."""
    extra, canary = options(postgres), f"canary{uuid4().hex}"
    folder = postgres.folder.path
    parts, said = Parts(extra, tmp_path), tmp_path / "serve.log"
    origin = {"Origin": "https://shop.example"}
    with (
        Server(options=extra, said=said) as server,
        httpx.Client(base_url=server.url, timeout=PATIENCE) as client,
    ):
        token = client.post("/rt/v1/sessions", json={"key": key}, headers=origin).json()["token"]
        until(lambda: "smtp.started" in parts.files["smtp"].read_text())
        everywhere(canary, client, token, parts.smtp, "away")
        workspace = asked(postgres, "select id from workspace_entry where slug = 'away'")[0][0]
        spoilt(postgres.dsn("ictdesk_app", "ictdesk_cell_eu"), canary, str(workspace))
        until(lambda: '"error": "KeyError"' in parts.files["work"].read_text())
        postgres.stop()
        everywhere(canary, client, token, parts.smtp, "away")
        until(lambda: list((folder / "logs").glob("personal-*.jsonl")))
        aside = "".join(one.read_text() for one in (folder / "logs").glob("personal-*.jsonl"))
        postgres.start()
        server.wait_until_ready()
        client.get("/account/password/reset/")
    parts.end()
    rows = asked(postgres, "select log_line::text, source, path from log_line")
    written = everything_written(folder, [said, *parts.files.values()])
    assert {one for one, text in written.items() if canary in text} == set()
    assert canary not in aside + "".join(row[0] for row in rows)
    assert all(written[str(one)] for one in (said, *parts.files.values())), "each said something"
    assert any("postgres/log" in one for one in written)
    assert {"web", "smtp", "work"} <= {source for _, source, _ in rows}
    assert {"/account/password/reset/", "/desk/*/inbox/"} <= {path for _, _, path in rows}
    assert "/account/login/" in aside, "while it was away, lines went to a file"
    assert "/account/login/" not in said.read_text(), "a path is no business of the plain stream"
    assert not list((folder / "logs").glob("personal-*.jsonl")), "and came back from there"
