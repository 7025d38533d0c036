"""Who listens in this process: agents and guests by workspace, visitors by conversation."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Protocol
from uuid import UUID

from ictdesk.surfaces.realtime.closing import Close
from ictdesk.surfaces.realtime.outlet import Outlet, encode
from ictdesk.surfaces.realtime.visitors import Session


class Listener(Protocol):
    """A socket that wants frames."""

    @property
    def outlet(self) -> Outlet: ...

    @property
    def workspace(self) -> UUID: ...

    @property
    def principal(self) -> UUID: ...

    """The member or the visitor's session: what a revocation names."""


class AgentListener(Listener, Protocol):
    looking_at: UUID | None

    def look_again(self) -> None:
        """Told that some sign-in of this member has ended: perhaps the one that it came with."""


class VisitorListener(Listener, Protocol):
    session: Session

    @property
    def conversation(self) -> UUID | None: ...

    def bind(self, session: Session) -> None:
        """Told that the session has a conversation now."""

    def behind(self, version: int) -> None:
        """Told that the conversation has come to this version by other means than a pushed event."""

    def push(self, version: int, frames: Sequence[bytes]) -> None:
        """Takes what makes this version, if it is the next one."""


class Hub:
    """The listeners of one process."""

    def __init__(self) -> None:
        self._agents: dict[UUID, set[AgentListener]] = defaultdict(set)
        self._visitors: dict[UUID, set[VisitorListener]] = defaultdict(set)
        self._waiting: dict[UUID, set[VisitorListener]] = defaultdict(set)
        """Visitors of a workspace, with a conversation or before it."""
        self._guests: dict[UUID, set[Listener]] = defaultdict(set)
        """People of the vendor by workspace: they are told of their end, and of nothing else."""

    def add_agent(self, agent: AgentListener) -> None:
        self._agents[agent.workspace].add(agent)

    def remove_agent(self, agent: AgentListener) -> None:
        _discard(self._agents, agent.workspace, agent)

    def add_guest(self, guest: Listener) -> None:
        self._guests[guest.workspace].add(guest)

    def remove_guest(self, guest: Listener) -> None:
        _discard(self._guests, guest.workspace, guest)

    def add_visitor(self, visitor: VisitorListener) -> None:
        self._waiting[visitor.workspace].add(visitor)
        if visitor.conversation:
            self._visitors[visitor.conversation].add(visitor)

    def remove_visitor(self, visitor: VisitorListener) -> None:
        _discard(self._waiting, visitor.workspace, visitor)
        if visitor.conversation:
            _discard(self._visitors, visitor.conversation, visitor)

    def workspaces(self) -> set[UUID]:
        """The workspaces in which somebody listens."""
        return set(self._agents) | set(self._waiting)

    def listens(self, workspace: UUID) -> bool:
        return workspace in self._agents or workspace in self._waiting

    def agents(self, workspace: UUID) -> Iterable[AgentListener]:
        return tuple(self._agents.get(workspace, ()))

    def visitors_of(self, conversation: UUID) -> Sequence[VisitorListener]:
        return tuple(self._visitors.get(conversation, ()))

    def visitors_in(self, workspace: UUID) -> Iterable[VisitorListener]:
        return tuple(self._waiting.get(workspace, ()))

    def tell_agents(self, workspace: UUID, frame: dict[str, Any], *, but: object = None) -> None:
        """Sends a frame to all agents of a workspace, encoded once."""
        if workspace in self._agents:
            encoded = encode(frame)
            for agent in self.agents(workspace):
                if agent is not but:
                    agent.outlet.put_bytes(encoded)

    def tell_visitors(self, conversation: UUID, frame: dict[str, Any], *, but: object = None) -> None:
        """Sends a frame that is not an event (typing, presence) to a conversation's visitors."""
        for visitor in self.visitors_of(conversation):
            if visitor is not but:
                visitor.outlet.put(frame)

    def look_again(self, workspace: UUID, member: UUID) -> None:
        """Has every socket of a member check its sign-in."""
        for agent in self.agents(workspace):
            if agent.principal == member:
                agent.look_again()

    def revoke(self, workspace: UUID, principal: UUID) -> None:
        """Closes every socket of a member, of a visitor's session or of a grant."""
        guests = tuple(self._guests.get(workspace, ()))
        for listener in (*self.agents(workspace), *self.visitors_in(workspace), *guests):
            if listener.principal == principal:
                listener.outlet.close(Close.UNAUTHORISED)

    def close_all(self, why: Close, retry_ms: int) -> None:
        """Closes every socket, each told to come back after a different time."""
        everyone: list[Listener] = [agent for group in self._agents.values() for agent in group]
        everyone += [visitor for group in self._waiting.values() for visitor in group]
        everyone += [guest for group in self._guests.values() for guest in group]
        for place, listener in enumerate(everyone):
            listener.outlet.close(why, retry_ms * place // max(1, len(everyone)))


def _discard[K, V](groups: dict[K, set[V]], key: K, member: V) -> None:
    group = groups.get(key)
    if group is not None:
        group.discard(member)
        if not group:
            del groups[key]
