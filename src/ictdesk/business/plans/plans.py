"""The plans. No plan buys privacy: rights, proofs and isolation are the same in all of them."""

from dataclasses import dataclass


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


PLANS = (
    Plan(
        "free",
        "Free",
        0,
        3,
        14,
        "For a small team that begins.",
        (
            "Chat, mail and forms in one inbox",
            "Three members",
            "All privacy tools, with proofs",
            "One region",
        ),
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
            "Promises of reply, macros, own roles",
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
