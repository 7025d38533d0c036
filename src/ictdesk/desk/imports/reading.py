"""What readers of exports have in common: times, texts and files from anybody."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ictdesk.desk.imports.cases import File, Skipped

EARLIEST, LATEST = datetime(1990, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)


def moment(value: Any) -> datetime:
    """A time in seconds or as ISO 8601. Raises `Skipped`."""
    try:
        if isinstance(value, int | float) and not isinstance(value, bool):
            at = datetime.fromtimestamp(value, UTC)
        else:
            at = datetime.fromisoformat(str(value).replace(" UTC", "Z"))
            at = at.replace(tzinfo=at.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise Skipped("it has no time that can be read") from error
    if not EARLIEST < at < LATEST:
        raise Skipped("its time is not of this age")
    return at


def text(value: Any) -> str:
    """A text, or nothing where the export says something else."""
    return value if isinstance(value, str) else ""


def listed(value: Any) -> list[Any]:
    """A list, or an empty one."""
    return value if isinstance(value, list) else []


def inside(value: Any) -> dict[str, Any]:
    """An object, or an empty one."""
    return value if isinstance(value, dict) else {}


def file_of(folder: Path, id_: Any, name: str) -> File:
    """A file of the export: `attachments/ID` or the one file in `attachments/ID/`. Nothing is fetched from elsewhere."""
    return File(name or f"file-{id_}", lambda: _content(folder, str(id_)))


def _content(folder: Path, id_: str) -> bytes:
    if not id_.isalnum():
        raise Skipped("its id names no file")
    path = folder / "attachments" / id_
    held = sorted(path.iterdir()) if path.is_dir() else [path]
    if len(held) != 1 or not held[0].is_file() or held[0].is_symlink():
        raise Skipped("the export does not hold it")
    return held[0].read_bytes()
