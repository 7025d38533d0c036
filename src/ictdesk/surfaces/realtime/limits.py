"""Token buckets: how much one visitor, one member, one address and one workspace may send.

They count in each server process for itself; with N processes a limit is at most N times as high.
"""

import time
from collections import OrderedDict
from dataclasses import dataclass

from django.conf import settings

from ictdesk.kernel.errors import TooManyRequests


@dataclass(frozen=True, slots=True)
class Rate:
    """`burst` at once, then `per_second` on average."""

    burst: float
    per_second: float


VISITOR_SENDS = Rate(20, 2)
WORKSPACE_SENDS = Rate(20_000, 10_000)
FRAMES = Rate(60, 10)
SESSIONS_OF_ADDRESS = Rate(30, 0.5)
SESSIONS_OF_WORKSPACE = Rate(2_000, 200)
UPLOADS_OF_VISITOR = Rate(20, 0.2)
READS_OF_VISITOR = Rate(60, 10)
ASKS_OF_VISITOR = Rate(5, 0.002)

MOST_BUCKETS = 100_000


class Buckets:
    """One bucket for each name, the least recently used forgotten first."""

    def __init__(self, rate: Rate) -> None:
        factor = settings.ICTDESK_RATE_FACTOR
        self.rate = Rate(rate.burst * factor, rate.per_second * factor)
        self._full: OrderedDict[object, tuple[float, float]] = OrderedDict()

    def take(self, name: object) -> None:
        """Takes one. Raises `TooManyRequests`, which says after how many seconds there is one again."""
        now = time.monotonic()
        level, at = self._full.pop(name, (self.rate.burst, now))
        level = min(self.rate.burst, level + (now - at) * self.rate.per_second)
        if level < 1:
            self._full[name] = (level, now)
            raise TooManyRequests(retry_after=max(1, round((1 - level) / self.rate.per_second)))
        self._full[name] = (level - 1, now)
        if len(self._full) > MOST_BUCKETS:
            self._full.popitem(last=False)
