"""How a child process dies with its parent, and how the survivors of a crash are found and ended."""

import ctypes
import os
import signal
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import psutil

PR_SET_PDEATHSIG = 1
SECONDS_TO_END = 3  # of an orphan: what it could still finish in order, the next start repairs anyway


def dying_with_parent(number: signal.Signals) -> Callable[[], None] | None:
    """What to run in a new child so that the kernel sends it `number` when its parent dies.

    None where the system cannot (outside Linux): there the process files of `remember` do the work.
    """
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None).prctl
    parent = os.getpid()

    def bind() -> None:
        prctl(PR_SET_PDEATHSIG, int(number))
        if os.getppid() != parent:
            os.kill(os.getpid(), number)

    return bind


def remember(file: Path, pid: int) -> None:
    """Note a running child. Its time of birth tells it from a later process with the same id."""
    file.write_text(f"{pid} {psutil.Process(pid).create_time()}")


def end_remembered(folder: Path) -> None:
    """End the children of a desk that was killed, and forget them."""
    survivors = []
    for file in folder.glob("*.pid"):
        process = _remembered(file)
        if process is not None:
            survivors.append(process)
    end(survivors, signal.SIGTERM)
    for file in folder.glob("*.pid"):
        file.unlink(missing_ok=True)


def end(survivors: Iterable[psutil.Process], gently: signal.Signals) -> None:
    """Ask each to end, wait, then insist."""
    waiting = list(survivors)
    for number in (gently, signal.SIGKILL):
        for process in waiting:
            try:
                process.send_signal(number)
            except psutil.NoSuchProcess:
                continue
        _, waiting = psutil.wait_procs(waiting, timeout=SECONDS_TO_END)


def living_in(folder: Path) -> list[psutil.Process]:
    """The processes whose working folder is this one: a PostgreSQL server and all its children."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.cwd() == str(folder):
                found.append(process)
        except (psutil.Error, OSError):
            continue
    return found


def _remembered(file: Path) -> psutil.Process | None:
    try:
        pid, born = file.read_text().split()
        process = psutil.Process(int(pid))
        # The clock of the boot may have been set since; two seconds are no reuse of a process id.
        same = abs(process.create_time() - float(born)) < 2 and "ictdesk" in " ".join(process.cmdline())
    except (ValueError, psutil.Error):
        return None
    return process if same else None
