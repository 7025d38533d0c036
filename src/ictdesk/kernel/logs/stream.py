"""The personal stream of this process: closed until a part of the desk that serves opens it."""

from pathlib import Path

from ictdesk.kernel.logs import uncaught
from ictdesk.kernel.logs.about import About
from ictdesk.kernel.logs.files import Files
from ictdesk.kernel.logs.lines import line
from ictdesk.kernel.logs.writing import Writer

_open: list[Writer] = []


def files(data: Path) -> Files:
    """Where lines go while there is no database."""
    return Files(data / "logs")


def begin(conninfo: str, data: Path) -> Writer:
    """Opens it, and has what nobody catches logged like the rest."""
    uncaught.install()
    writer = Writer(conninfo, files(data))
    writer.start()
    _open.append(writer)
    return writer


def end() -> None:
    """Writes what waits and closes it; again does nothing."""
    while _open:
        _open.pop().close()


def write(about: About, event: str, *, status: int | None = None, error: str = "") -> None:
    """Notes what happened. Returns at once, raises nothing; nothing happens while the stream is closed."""
    for writer in _open:
        writer.put(line(about, event, status=status, error=error))
