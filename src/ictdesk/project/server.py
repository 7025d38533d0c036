"""The ASGI application behind uvicorn: one process, or several that share one listening socket."""

import os
import socket
from typing import TYPE_CHECKING

from ictdesk.project import options
from ictdesk.project.errors import StartupProblem
from ictdesk.project.program import Program
from ictdesk.project.supervisor import Supervisor

if TYPE_CHECKING:
    from ictdesk.kernel.certificates import Certificate

APPLICATION = "ictdesk.project.asgi:application"
BACKLOG = 2048
LARGEST_FRAME = 64 * 1024
SECONDS_TO_FINISH = 5


def listen(host: str, port: int) -> socket.socket:
    """A listening socket. Raises `StartupProblem` when the port is taken or not ours to take."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(BACKLOG)
    except OSError as error:
        listener.close()
        reason = os.strerror(error.errno) if error.errno else str(error)
        raise StartupProblem(
            f"Port {port} on {host} cannot be used ({reason}): choose another with --port."
        ) from error
    return listener


def serve(listener: socket.socket, workers: int) -> None:
    """Answer on `listener` until SIGTERM or SIGINT."""
    if workers == 1:
        _serve_here(listener)
        return
    listener.set_inheritable(True)
    descriptor = listener.fileno()
    arguments = ["serve", "--fd", str(descriptor)]
    parts = [
        Program(f"serve-{number}", arguments, environment=dict(os.environ), run=None, keep=[descriptor])
        for number in range(1, workers + 1)
    ]
    Supervisor(parts, ready=lambda: True, on_ready=lambda: None).run()


def _serve_here(listener: socket.socket) -> None:
    import uvicorn  # only the process that answers needs it, and it costs a third of a second

    own = certificate()
    config = uvicorn.Config(
        APPLICATION,
        loop="uvloop",
        http="httptools",
        # The implementation without a task per connection: half the memory of an idle socket.
        ws="websockets-sansio",
        ws_max_size=LARGEST_FRAME,
        ws_ping_interval=20,
        ws_ping_timeout=10,
        # A compression window costs more memory than all else of an idle socket.
        ws_per_message_deflate=False,
        backlog=BACKLOG,
        # Who asks for what is personal data: it has a log of its own (`surfaces.realtime.access`).
        access_log=False,
        log_config=None,  # its own would write an error with its words
        server_header=False,
        proxy_headers=False,
        lifespan="on",
        log_level="warning",
        timeout_graceful_shutdown=SECONDS_TO_FINISH,
        ssl_context_factory=(lambda _config, _usual: own.context) if own else None,
    )
    uvicorn.Server(config).run(sockets=[listener])


def certificate() -> "Certificate | None":
    """None where a proxy speaks TLS. Raises `StartupProblem` for one that cannot be used."""
    chain, key = options.read("ICTDESK_CERT_FILE"), options.read("ICTDESK_KEY_FILE")
    if chain is None:
        return None
    from ictdesk.kernel.certificates import Certificate

    try:
        own = Certificate(chain, key)
    except OSError as error:
        raise StartupProblem(
            f"ICTDESK_CERT_FILE={chain} cannot be used: {error.strerror or 'no certificate'}."
        ) from error
    own.watch()
    return own
