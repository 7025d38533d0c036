"""How a grant moves: pure, by the time that it is told.

    asked ──approve, consent──▶ approved ──begin──▶ running ──leave──▶ ended
      │                            │                   ├──end──▶ revoked
      └────────refuse──────────────┴─▶ refused         └──(time)─▶ expired

What nobody has begun within a day expires too.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from ictdesk.kernel.errors import AlreadySo, Conflict, NotAllowed

type State = Literal["asked", "approved", "running", "ended", "expired", "revoked", "refused"]
type Act = Literal["ask", "approve", "consent", "refuse", "begin", "leave", "end", "expire"]
type Side = Literal["vendor", "customer", "clock"]

LONGEST = 60
"""Minutes that a grant may run."""
ASKED_FOR = timedelta(hours=24)
"""How long one waits to be begun."""
OPEN: tuple[State, ...] = ("asked", "approved", "running")


@dataclass(frozen=True, slots=True)
class Course:
    """Where a grant stands."""

    state: State
    asked_by: UUID
    asked_at: datetime
    minutes: int
    needs_consent: bool = False
    approved_by: UUID | None = None
    consented_by: UUID | None = None
    started_at: datetime | None = None
    ends_at: datetime | None = None
    ended_at: datetime | None = None

    def at(self, now: datetime) -> State:
        """The state at a moment: an end needs nobody who writes it down."""
        if self.state == "running" and self.ends_at is not None and now >= self.ends_at:
            return "expired"
        if self.state in ("asked", "approved") and now >= self.asked_at + ASKED_FOR:
            return "expired"
        return self.state


FROM: dict[Act, tuple[State, ...]] = {
    "approve": ("asked",),
    "consent": ("asked",),
    "refuse": ("asked", "approved"),
    "begin": ("approved",),
    "leave": ("running",),
    "end": ("running",),
}
OVER: dict[Act, State] = {"refuse": "refused", "leave": "ended", "end": "revoked"}


def moved(one: Course, act: Act, by: UUID | None, now: datetime) -> Course:
    """After an act. Raises `Conflict` where it does not fit, `AlreadySo`, and `NotAllowed` to whoever approves their own."""
    state = one.at(now)
    if act == "expire" and state == "expired" and one.state in OPEN:
        over = one.ends_at if one.state == "running" else one.asked_at + ASKED_FOR
        return replace(one, state="expired", ended_at=over)
    if state not in FROM.get(act, ()):
        raise Conflict(f"This grant is {state}.")
    if act in OVER:
        return replace(one, state=OVER[act], ended_at=now)
    if act == "begin":
        ends = now + timedelta(minutes=one.minutes)
        return replace(one, state="running", started_at=now, ends_at=ends)
    return _agreed(one, act, by)


def _agreed(one: Course, act: Act, by: UUID | None) -> Course:
    """By the vendor's second person (`approve`), or by the customer; with both that are needed it may begin."""
    if act == "approve" and by in (None, one.asked_by):
        raise NotAllowed("Another one has to approve what you asked for.")
    if act == "consent" and not one.needs_consent:
        raise Conflict("Nobody has to agree to this one.")
    if (one.approved_by if act == "approve" else one.consented_by) is not None:
        raise AlreadySo
    one = replace(one, approved_by=by) if act == "approve" else replace(one, consented_by=by)
    both = one.approved_by is not None and (one.consented_by is not None or not one.needs_consent)
    return replace(one, state="approved" if both else "asked")
