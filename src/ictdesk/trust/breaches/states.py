"""The way of an incident, and of a customer's own case, as pure functions. Nothing leads to a notice but somebody's decision that we are aware.

incident: suspected > aware > notified > closed;  suspected > dismissed;  aware > closed with a reason;  closed > aware
case:     open > decided > closed
"""

from typing import Literal

from ictdesk.kernel.errors import Conflict, Invalid

type State = Literal["suspected", "aware", "notified", "closed", "dismissed"]
type Act = Literal["declare", "notify", "close", "dismiss", "reopen"]
type CaseState = Literal["open", "decided", "closed"]
type CaseAct = Literal["decide", "close"]

STEPS: dict[tuple[str, str], State] = {
    ("suspected", "declare"): "aware",
    ("suspected", "dismiss"): "dismissed",
    ("aware", "notify"): "notified",
    ("notified", "notify"): "notified",
    ("aware", "close"): "closed",
    ("notified", "close"): "closed",
    ("closed", "reopen"): "aware",
}
CASE_STEPS: dict[tuple[str, str], CaseState] = {
    ("open", "decide"): "decided",
    ("decided", "decide"): "decided",
    ("decided", "close"): "closed",
}
OVER = ("closed", "dismissed")


def step(state: str, act: str, *, told_all: bool = False, reason: str = "", report: str = "") -> State:
    """The state after an act. `told_all`: every affected workspace acknowledged what it was sent, or was escalated to.

    Raises `Conflict` for what is not its turn, and `Invalid` where the register would lack a reason (Art. 33(5)).
    """
    after = STEPS.get((state, act))
    if after is None:
        raise Conflict("This is not its turn.")
    if act == "dismiss" and not reason:
        raise Invalid("Say why it is no breach of personal data.")
    if act == "close":
        if not report.strip():
            raise Invalid("A closing report says what happened, what it did, and what was mended.")
        if state == "aware" and not reason:
            raise Invalid("Nobody was told: say why (Art. 33(5) GDPR).")
        if state == "notified" and not told_all:
            raise Conflict("Somebody who was sent a notice has not acknowledged it.")
    return after


def case_step(state: str, act: str) -> CaseState:
    """The same for a customer's case. Raises `Conflict`."""
    after = CASE_STEPS.get((state, act))
    if after is None:
        raise Conflict("This is not its turn.")
    return after
