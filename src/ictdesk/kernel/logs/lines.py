"""A record of the personal stream."""

import ipaddress
from datetime import UTC, datetime
from uuid import UUID

import msgspec

from ictdesk.kernel import clock
from ictdesk.kernel.ids import new_id
from ictdesk.kernel.logs.about import About

LONGEST_PATH = 300


class Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that happened, and to whom. Words of a person have no place in it."""

    id: UUID
    at: datetime
    source: str
    event: str
    workspace_id: UUID | None = None
    user_id: UUID | None = None
    contact_id: UUID | None = None
    ip: str | None = None
    method: str = ""
    path: str = ""
    status: int | None = None
    error: str = ""


COLUMNS = Line.__struct_fields__


def line(about: About, event: str, *, status: int | None = None, error: str = "") -> Line:
    """What is known now."""
    return Line(
        id=new_id(),
        at=clock.now().astimezone(UTC),
        source=about.source,
        event=event,
        workspace_id=about.workspace,
        user_id=about.user,
        contact_id=about.contact,
        ip=_address(about.ip),
        method=about.method[:8],
        path=_plain(about.path),
        status=status,
        error=error,
    )


def _address(text: str | None) -> str | None:
    """None for what is no address: a proxy's header says what its sender likes."""
    try:
        return str(ipaddress.ip_address(text or ""))
    except ValueError:
        return None


def _plain(path: str) -> str:
    return path.replace("\x00", "")[:LONGEST_PATH].encode("utf-8", "replace").decode()
