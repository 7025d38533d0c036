"""Who is told the address when its owner says yes: consents keep a digest of it alone, and whoever sends needs more."""

from collections.abc import Callable

from ictdesk.privacy.consent.models import ConsentPurpose

type Hearer = Callable[[ConsentPurpose, str], None]

_hearers: list[Hearer] = []


def heard_by(hearer: Hearer) -> None:
    """It is called in the transaction of the yes."""
    _hearers.append(hearer)


def agreed(purpose: ConsentPurpose, address: str) -> None:
    for hearer in _hearers:
        hearer(purpose, address)
