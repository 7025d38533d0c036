"""What other rooms do for a case when it moves, and what it must wait for. They register here; this room knows none of them."""

from collections.abc import Callable
from typing import Literal

from ictdesk.kernel.actor import Actor
from ictdesk.kernel.errors import Conflict
from ictdesk.privacy.rights.models import RightsRequest

type Moment = Literal["collecting", "reviewing", "decided", "delivered", "closed"]
type Act = Callable[[Actor, RightsRequest], None]
type Ask = Callable[[RightsRequest], str]
"""Returns an empty string, or why the case cannot move on yet."""

_acts: dict[Moment, list[Act]] = {}
_asks: dict[Moment, list[Ask]] = {}


def after(moment: Moment, act: Act) -> None:
    """Has something done when a case has come that far, in the same transaction."""
    _acts.setdefault(moment, []).append(act)


def before(moment: Moment, ask: Ask) -> None:
    """Has something asked before a case comes that far."""
    _asks.setdefault(moment, []).append(ask)


def must_be_free(row: RightsRequest, moment: Moment) -> None:
    """Raises `Conflict` with the first reason to wait."""
    for ask in _asks.get(moment, []):
        if reason := ask(row):
            raise Conflict(reason)


def do(actor: Actor, row: RightsRequest, moment: Moment) -> None:
    """Does what is due at this moment, in the order of registration."""
    for act in _acts.get(moment, []):
        act(actor, row)
