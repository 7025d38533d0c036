"""Who is here and what they look at, over all processes. It may be lost and heals by itself."""

import time
from collections import defaultdict
from uuid import UUID

ANNOUNCE_SECONDS = 15.0
FORGET_SECONDS = 40.0

type Members = dict[UUID, UUID | None]
"""A member and the conversation that they have open."""


class Presence:
    """What every process has announced, by workspace."""

    def __init__(self) -> None:
        self._heard: dict[UUID, dict[str, tuple[float, Members]]] = defaultdict(dict)

    def hear(self, workspace: UUID, origin: str, members: Members) -> bool:
        """Notes what a process announced; returns whether the whole picture changed."""
        before = self.members(workspace)
        if members:
            self._heard[workspace][origin] = (time.monotonic(), members)
        else:
            self._heard[workspace].pop(origin, None)
        return self.members(workspace) != before

    def members(self, workspace: UUID) -> Members:
        """Everybody who is online; of several windows the one with a conversation counts."""
        now = time.monotonic()
        found: Members = {}
        for at, members in self._heard[workspace].values():
            if now - at < FORGET_SECONDS:
                for member, conversation in members.items():
                    found[member] = conversation or found.get(member)
        return found

    def looking(self, workspace: UUID) -> dict[UUID, list[str]]:
        """The members who look at each conversation, sorted."""
        groups: dict[UUID, list[str]] = defaultdict(list)
        for member, conversation in self.members(workspace).items():
            if conversation:
                groups[conversation].append(str(member))
        return {conversation: sorted(members) for conversation, members in groups.items()}
