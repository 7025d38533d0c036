"""The socket of somebody of the vendor: it keeps their page alive for as long as their grant runs, and shows nothing.

A live stream would hand over what nobody opened. What they look at they ask for, and that is on record.
"""

import asyncio
from uuid import UUID

import msgspec

from ictdesk.kernel import clock
from ictdesk.kernel.errors import DomainError, NotAllowed
from ictdesk.surfaces.realtime import agents, frames
from ictdesk.surfaces.realtime.agents import Visit
from ictdesk.surfaces.realtime.closing import Close
from ictdesk.surfaces.realtime.connection import Connection
from ictdesk.surfaces.realtime.gateway import Gateway
from ictdesk.surfaces.realtime.outlet import Outlet
from ictdesk.surfaces.realtime.threads import in_thread

DECODER = msgspec.json.Decoder(frames.AgentFrame)
CHECK_SECONDS = 5.0
"""A notice of an end that was lost costs so long at most."""


class EngineerSocket:
    """Stands among nobody's colleagues: no presence, no typing, no events."""

    def __init__(
        self, gateway: Gateway, connection: Connection, visit: Visit, session_key: str, slug: str
    ) -> None:
        self._gateway = gateway
        self._connection = connection
        self._visit = visit
        self._session_key = session_key
        self._slug = slug

    @property
    def outlet(self) -> Outlet:
        return self._connection.outlet

    @property
    def workspace(self) -> UUID:
        return self._visit.workspace

    @property
    def principal(self) -> UUID:
        """The grant: its end is told to all processes as a revocation."""
        return self._visit.engineer.grant_id

    async def run(self) -> None:
        """Serves the socket until it closes."""
        self._gateway.hub.add_guest(self)
        checking = asyncio.create_task(self._check())
        try:
            self.outlet.put({"t": "ready", "cursor": "", "resync": False})
            while True:
                frame = await self._connection.frame(DECODER)
                if isinstance(frame, frames.Ping):
                    self.outlet.put({"t": "pong"})
                else:
                    client_id = frame.client_id if isinstance(frame, frames.AgentSend) else ""
                    self._connection.refuse(NotAllowed("Your access grant does not allow this."), client_id)
        finally:
            checking.cancel()
            self._gateway.hub.remove_guest(self)

    async def _check(self) -> None:
        """Looks again and again whether the grant still runs, and in the moment of its end."""
        while True:
            left = (self._visit.engineer.ends_at - clock.now()).total_seconds()
            await asyncio.sleep(max(0.0, min(CHECK_SECONDS, left)))
            try:
                again = await in_thread(agents.identify, self._session_key, self._slug)
            except DomainError as error:
                if error.status < 500:
                    self.outlet.close(Close.UNAUTHORISED)
                    return
            else:
                if not isinstance(again, Visit) or again.engineer.grant_id != self.principal:
                    self.outlet.close(Close.UNAUTHORISED)
                    return
