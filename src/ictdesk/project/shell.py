"""`ictdesk shell`: Django's own in development; elsewhere a prompt under a grant, whose transcript is kept and hashed."""

import argparse
import code
import hashlib
import os
import pty
import select
import signal
import sys
import termios
import time
import tty
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import connections

from ictdesk.kernel import clock
from ictdesk.kernel.errors import DomainError
from ictdesk.kernel.ids import parse_id
from ictdesk.project.errors import StartupProblem
from ictdesk.trust.access import shells

FOLDER = "transcripts"
KEPT_DAYS = 30
LOOK_SECONDS = 1.0
"""How soon a grant that was ended elsewhere ends the prompt."""
PIECE = 4096
END = b"\x04"
"""Ctrl-D."""
NEEDS = (
    "Outside development a shell needs a grant (--grant ID), or an emergency (--emergency WHY --as ADDRESS) "
    "of which the vendor's lead is told."
)


def run(arguments: argparse.Namespace, data: Path) -> None:
    """Raises `StartupProblem` where nobody may open one."""
    if settings.DEBUG:
        from django.core.management import execute_from_command_line  # noqa: PLC0415

        execute_from_command_line(["ictdesk", "shell"])
        return
    drop_old(data)
    grant = _granted(arguments)
    file = _transcript(data, grant)
    try:
        _prompt(grant, file)
    finally:
        said = file.read_bytes()
        shells.close(grant, transcript=hashlib.sha256(said).hexdigest(), size=len(said))


def drop_old(data: Path) -> None:
    """Transcripts show what was looked at: they live as long as a log does."""
    for file in (data / FOLDER).glob("*.txt"):
        if file.stat().st_mtime < clock.now().timestamp() - KEPT_DAYS * 86_400:
            file.unlink(missing_ok=True)


def _granted(arguments: argparse.Namespace) -> UUID:
    try:
        if arguments.grant:
            return shells.begin(parse_id(arguments.grant)).id
        if arguments.emergency and arguments.by:
            grant, mail = shells.begin_emergency(arguments.by, arguments.emergency)
            if mail:
                mail.send()
            return grant.id
    except DomainError as error:
        raise StartupProblem(error.detail) from error
    raise StartupProblem(NEEDS)


def _transcript(data: Path, grant: UUID) -> Path:
    folder = data / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    file = folder / f"{grant}.txt"
    os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    return file


def _prompt(grant: UUID, file: Path) -> None:
    """The prompt is a child at a terminal of its own; this process copies, keeps what passes, and looks at the clock."""
    for connection in connections.all():
        connection.close()
    child, terminal = pty.fork()
    if child == 0:
        code.interact(banner="Everything here is kept. Ctrl-D ends it.", local={}, exitmsg="")
        os._exit(0)
    before = termios.tcgetattr(sys.stdin) if sys.stdin.isatty() else None
    try:
        if before:
            tty.setraw(sys.stdin)  # the child's terminal echoes and minds Ctrl-C
        with file.open("ab", buffering=0) as kept:
            _copy(terminal, kept.fileno(), grant)
    finally:
        if before:
            termios.tcsetattr(sys.stdin, termios.TCSADRAIN, before)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(terminal)


def _copy(terminal: int, kept: int, grant: UUID) -> None:
    """Until the prompt or its grant ends. What is typed comes back as echo, so one side holds all."""
    typing, looked = True, time.monotonic()
    while True:
        inputs = [terminal, sys.stdin.fileno()] if typing else [terminal]
        ready, _, _ = select.select(inputs, [], [], LOOK_SECONDS)
        if time.monotonic() - looked >= LOOK_SECONDS:
            looked = time.monotonic()
            if not shells.runs(grant):
                os.write(sys.stderr.fileno(), b"\nThe grant is over.\n")
                return
        if not ready and not typing:
            os.write(terminal, END)  # said again: before a prompt was there it was lost
        if terminal in ready and not _shown(terminal, kept):
            return
        if sys.stdin.fileno() in ready:
            typed = os.read(sys.stdin.fileno(), PIECE)
            typing = bool(typed)
            os.write(terminal, typed or END)


def _shown(terminal: int, kept: int) -> bool:
    """Keeps and shows what the prompt says; False when it has gone, for which Linux says EIO."""
    try:
        said = os.read(terminal, PIECE)
    except OSError:
        return False
    os.write(kept, said)
    os.write(sys.stdout.fileno(), said)
    return bool(said)
