"""The plans. No plan buys privacy: rights, proofs and isolation are the same in all of them."""

from dataclasses import dataclass

from ictdesk.kernel.entitlements import Thing
from ictdesk.kernel.errors import Invalid


@dataclass(frozen=True, slots=True)
class Plan:
    """`price`: euro for a member and month, None by agreement. `seats`: how many members, 0 is any number.

    `notice_days`: how long before a sub-processor changes its customers are told (Art. 28(2) GDPR); never 0.
    """

    key: str
    name: str
    price: int | None
    seats: int
    notice_days: int
    about: str
    holds: tuple[str, ...]
    residency: bool = False
    lacks: frozenset[Thing] = frozenset()

    def most(self, thing: Thing) -> int | None:
        """How many of them; None for any number."""
        if thing in self.lacks:
            return 0
        return (self.seats or None) if thing == "member" else None


PLANS = (
    Plan(
        "free",
        "Free",
        0,
        3,
        14,
        "For a small team that begins.",
        ("Chat, mail and forms in one inbox", "Three members", "All privacy tools, with proofs"),
        lacks=frozenset({"sender_domain", "mailbox"}),
    ),
    Plan(
        "pro",
        "Pro",
        19,
        0,
        30,
        "For a team that lives in its inbox.",
        (
            "Everything in Free",
            "Any number of members",
            "Own sender domains and mailboxes",
            "Sub-processor changes 30 days ahead",
        ),
    ),
    Plan(
        "enterprise",
        "Enterprise",
        None,
        0,
        30,
        "For an organisation with rules of its own.",
        (
            "Everything in Pro",
            "Data in the EU alone",
            "Countersigned agreement",
            "A person to talk to",
        ),
        residency=True,
    ),
)
FREE = PLANS[0]


def plan(key: str) -> Plan:
    """Raises `Invalid`."""
    for one in PLANS:
        if one.key == key:
            return one
    raise Invalid(f"There is no plan {key!r}.")
