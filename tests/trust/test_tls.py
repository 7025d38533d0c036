"""Old versions are refused: by our own listeners, and seen where another one takes them."""

import asyncio
import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from ictdesk.kernel.certificates import Certificate
from ictdesk.surfaces.smtp.protocol import Desk, Listener
from ictdesk.trust.promises import running
from ictdesk.trust.promises.claims import checks
from ictdesk.trust.promises.ground import Ground
from ictdesk.trust.promises.handshakes import Place, heard
from tests.mail.certificates import make as self_signed
from tests.server import PATIENCE

ROOT = Path(__file__).resolve().parents[2]
NOWHERE = Ground(())


@pytest.fixture(scope="module")
def chain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return self_signed(tmp_path_factory.mktemp("tls"))


def weak(chain: Path) -> ssl.SSLContext:
    """The fault: a server that still speaks what was given up in 2021 (RFC 8996)."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version = ssl.TLSVersion.TLSv1
    context.set_ciphers("ALL:@SECLEVEL=0")
    context.load_cert_chain(chain)
    return context


@contextmanager
def listening(context: ssl.SSLContext) -> Iterator[int]:
    """Shakes hands, and says nothing else; yields the port."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        over = threading.Event()

        def serve() -> None:
            while not over.is_set():
                plain, _ = listener.accept()
                plain.settimeout(PATIENCE)
                try:
                    context.wrap_socket(plain, server_side=True).close()
                except OSError:
                    plain.close()

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        try:
            yield listener.getsockname()[1]
        finally:
            over.set()
            socket.create_connection(listener.getsockname()).close()
            thread.join(PATIENCE)


@contextmanager
def smtp(context: ssl.SSLContext) -> Iterator[int]:
    """Our own listener for mail, with STARTTLS."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    def made() -> Listener:
        return Listener(Desk(), hostname="mail.test", tls_context=context, loop=loop)

    server = asyncio.run_coroutine_threadsafe(loop.create_server(made, "127.0.0.1", 0), loop).result(PATIENCE)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        loop.call_soon_threadsafe(server.close)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(PATIENCE)
        loop.close()


def outcome(settings: Settings, port: int, speaks: str = "tls") -> tuple[str, str]:
    settings.ICTDESK_TLS_PROBE = [("127.0.0.1", port, speaks)]
    (one,) = [one for one in checks() if one.claim == "sec.tls"]
    found = running.run_one(one, NOWHERE)
    return found.outcome, found.fault


def test_our_listeners_take_new_versions_alone(chain: Path, settings: Settings) -> None:
    context = Certificate(chain).context
    with listening(context) as port:
        assert heard(Place("127.0.0.1", port)).versions == ("TLSv1.2", "TLSv1.3")
        assert outcome(settings, port) == ("passed", "")
    with smtp(context) as port:
        assert heard(Place("127.0.0.1", port, "smtp")).versions == ("TLSv1.2", "TLSv1.3")
        assert outcome(settings, port, "smtp") == ("passed", "")


def test_a_listener_that_takes_old_ones_is_seen(chain: Path, settings: Settings) -> None:
    with listening(weak(chain)) as port:
        found = heard(Place("127.0.0.1", port))
        assert {"TLSv1", "TLSv1.1"} <= {*found.versions}
        assert found.weak
        state, fault = outcome(settings, port)
        assert state == "failed"
        assert "TLSv1.1" in fault


def test_one_that_is_not_there_is_no_proof(settings: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    assert outcome(settings, port)[0] == "failed"


def test_a_renewed_certificate_is_taken(tmp_path: Path, chain: Path) -> None:
    own = tmp_path / "own.pem"
    shutil.copy(self_signed(tmp_path), own)
    first = own.read_bytes()
    certificate = Certificate(own)
    assert not certificate.look()
    with listening(certificate.context) as port:
        assert ssl.get_server_certificate(("127.0.0.1", port)).encode() in first
        renewed = tmp_path / "renewed.pem"
        shutil.copy(chain, renewed)
        renewed.replace(own)
        assert certificate.look()
        assert ssl.get_server_certificate(("127.0.0.1", port)).encode() in own.read_bytes()
        broken = tmp_path / "broken.pem"
        broken.write_text("nothing", encoding="utf-8")
        served = ssl.get_server_certificate(("127.0.0.1", port))
        broken.replace(own)
        assert not certificate.look()
        assert ssl.get_server_certificate(("127.0.0.1", port)) == served


def test_the_proxy_that_we_describe_takes_new_versions_alone() -> None:
    said = (ROOT / "docs" / "operate" / "deploy.md").read_text(encoding="utf-8")
    (versions,) = re.findall(r"ssl_protocols ([^;]+);", said)
    (suites,) = re.findall(r"ssl_ciphers ([^;]+);", said)
    assert set(versions.split()) == {"TLSv1.2", "TLSv1.3"}
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.set_ciphers(suites)
    older = [one["name"] for one in context.get_ciphers() if one["protocol"] == "TLSv1.2"]
    assert older
    assert all(name.startswith("ECDHE-") and ("GCM" in name or "CHACHA20" in name) for name in older)


def test_serve_speaks_tls_itself(chain: Path) -> None:
    """The very command, asked over the wire; `heard` knocks at it as at any other."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        listener.set_inheritable(True)
        command = [sys.executable, "-m", "ictdesk", "serve", "--fd", str(listener.fileno())]
        environment = os.environ | {
            "ICTDESK_CERT_FILE": str(chain),
            "ICTDESK_BASE_URL": f"https://127.0.0.1:{port}",
        }
        with subprocess.Popen(command, env=environment, pass_fds=[listener.fileno()]) as process:
            try:
                assert heard(Place("127.0.0.1", port)).faults == []
            finally:
                process.terminate()
                process.wait(PATIENCE)


def test_a_certificate_that_cannot_be_used_stops_the_start(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "ictdesk", "serve", "--port", "0"]
    environment = os.environ | {"ICTDESK_CERT_FILE": str(tmp_path / "none.pem")}
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    assert done.returncode == 1
    assert "ICTDESK_CERT_FILE" in done.stderr
