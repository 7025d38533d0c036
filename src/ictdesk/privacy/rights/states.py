"""The states of a case, and which leads to which."""

from typing import Literal

from django.utils.translation import gettext_lazy as _

from ictdesk.kernel.errors import Conflict

type State = Literal[
    "received",
    "triaged",
    "identity_pending",
    "accepted",
    "collecting",
    "reviewing",
    "decided",
    "delivered",
    "closed",
    "forwarded",
    "withdrawn",
    "abandoned",
    "merged",
]

LEADS_TO: dict[State, frozenset[State]] = {
    "received": frozenset({"triaged", "forwarded", "withdrawn", "merged"}),
    "triaged": frozenset({"identity_pending", "accepted", "forwarded", "withdrawn", "merged"}),
    "identity_pending": frozenset({"accepted", "abandoned", "withdrawn", "merged"}),
    "accepted": frozenset({"collecting", "withdrawn", "merged"}),
    "collecting": frozenset({"reviewing", "withdrawn"}),
    "reviewing": frozenset({"collecting", "decided", "withdrawn"}),
    "decided": frozenset({"delivered"}),
    "delivered": frozenset({"closed"}),
    "closed": frozenset(),
    "forwarded": frozenset(),
    "withdrawn": frozenset(),
    "abandoned": frozenset(),
    "merged": frozenset(),
}
OVER = frozenset(state for state, next_ones in LEADS_TO.items() if not next_ones)
ANSWERED = OVER | {"delivered"}
"""The clock stands: the person has an answer, or needs none."""
BEFORE_WORK = frozenset({"received", "triaged", "identity_pending", "accepted"})

WORDS = {
    "received": _("New"),
    "triaged": _("Sorted"),
    "identity_pending": _("Waiting for proof of identity"),
    "accepted": _("Accepted"),
    "collecting": _("In work"),
    "reviewing": _("In review"),
    "decided": _("Decided"),
    "delivered": _("Answered"),
    "closed": _("Closed"),
    "forwarded": _("Passed on"),
    "withdrawn": _("Taken back"),
    "abandoned": _("Never proved"),
    "merged": _("Part of another"),
}


def must_lead_to(now: str, then: State) -> None:
    """Raises `Conflict` when a case cannot go from one state to the other."""
    if then not in LEADS_TO[now]:  # type: ignore[index]  # a constraint keeps the states
        raise Conflict(f"A case that is {now} does not become {then}.")
