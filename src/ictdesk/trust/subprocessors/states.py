"""The way of a sub-processor, as pure functions of facts and days. No step leads around the customers' periods.

draft > assessed > announced > active > leaving > gone
draft, assessed, announced > dropped
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from ictdesk.kernel.errors import Conflict, Invalid

type State = Literal["draft", "assessed", "announced", "active", "leaving", "gone", "dropped"]
type Act = Literal["assess", "announce", "activate", "leave", "confirm", "drop"]

STEPS: dict[tuple[str, str], State] = {
    ("draft", "assess"): "assessed",
    ("assessed", "assess"): "assessed",
    ("assessed", "announce"): "announced",
    ("announced", "activate"): "active",
    ("active", "leave"): "leaving",
    ("leaving", "confirm"): "gone",
    ("draft", "drop"): "dropped",
    ("assessed", "drop"): "dropped",
    ("announced", "drop"): "dropped",
}
IN_FORCE = frozenset({"announced", "active", "leaving", "gone"})
"""With one of these the register is what counts; before that nobody was named, and nobody is refused."""
SHOWN = ("active", "announced", "leaving")
LEAST_DAYS = 1
REVIEW_DAYS = 92


@dataclass(frozen=True, slots=True)
class Told:
    """What one customer was told: `effective_on` is None until it was."""

    effective_on: date | None
    objects: bool = False


def effective_on(told_on: date, days: int) -> date:
    """The first day after `days` whole ones. Raises `Invalid` for a customer without a period: there is none."""
    if days < LEAST_DAYS:
        raise Invalid("Every customer is told some days before.")
    return told_on + timedelta(days=days + 1)


def step(state: str, act: str, *, agreed: bool, told: Sequence[Told], today: date) -> State:
    """The state after an act. `agreed`: there is a signed agreement with it. Raises `Conflict` for what is not its turn."""
    after = STEPS.get((state, act))
    if after is None:
        raise Conflict("This is not its turn.")
    if act in ("announce", "activate") and not agreed:
        raise Conflict("There is no signed agreement with it (Art. 28(4) GDPR).")
    if act == "activate":
        if any(one.effective_on is None for one in told):
            raise Conflict("Not every customer has been told yet.")
        if any(one.effective_on > today for one in told if one.effective_on):
            raise Conflict("The period of some customers is not over.")
    return after


def why_not(state: str, told: Told | None, today: date) -> str:
    """Why nothing of a customer may go there; empty when it may. `told` is None where nothing was announced to it."""
    if told is not None and told.objects:
        return "This workspace objected to it."
    if state == "announced":
        over = told is not None and told.effective_on is not None and told.effective_on <= today
        return "" if over else "It was announced, and its day has not come."
    if state == "active":
        early = told is not None and told.effective_on is not None and told.effective_on > today
        return "Its day has not come." if early else ""
    return "It is no sub-processor of this desk."
