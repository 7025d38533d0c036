"""The way of an order, as pure functions. No step hands out anything around the checks and the second person.

received > checked > agreed > disclosed;  received, checked, agreed > refused
"""

from dataclasses import dataclass
from typing import Literal

from ictdesk.kernel.errors import Conflict, Invalid

type State = Literal["received", "checked", "agreed", "disclosed", "refused"]
type Act = Literal["check", "agree", "disclose", "refuse"]

STEPS: dict[tuple[str, str], State] = {
    ("received", "check"): "checked",
    ("checked", "check"): "checked",
    ("checked", "agree"): "agreed",
    ("agreed", "disclose"): "disclosed",
    ("received", "refuse"): "refused",
    ("checked", "refuse"): "refused",
    ("agreed", "refuse"): "refused",
}
OVER = ("disclosed", "refused")


@dataclass(frozen=True, slots=True)
class Checked:
    """What the validity check found. `agreement`: the treaty that makes an order of a third country count here (Art. 48)."""

    authentic: bool
    competent: bool
    based: bool
    """A law is named that obliges us."""
    narrow: bool
    """It asks for named people or things and a time, not for everything."""
    foreign: bool
    agreement: str = ""

    @property
    def lacks(self) -> list[str]:
        """What stands against it; nothing: it is valid."""
        found = [name for name in ("authentic", "competent", "based", "narrow") if not getattr(self, name)]
        if self.foreign and not self.agreement.strip():
            found.append("agreement")
        return found


def step(state: str, act: str, *, checked: Checked | None, settled: bool) -> State:
    """The state after an act. `settled`: the customer was told, or a bar with its law and end is noted. Raises `Conflict`, `Invalid`."""
    after = STEPS.get((state, act))
    if after is None:
        raise Conflict("This is not its turn.")
    if act in ("agree", "disclose") and (checked is None or checked.lacks):
        raise Conflict("It is not valid: have it made good, or refuse it.")
    if act == "disclose" and not settled:
        raise Invalid(
            "The customer is told first, or a law that bars it is named with the day on which that ends."
        )
    return after
