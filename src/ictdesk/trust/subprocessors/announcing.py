"""Who else hears of an announcement: a higher room sends it to those who asked for such mails."""

from collections.abc import Callable

from ictdesk.trust.subprocessors.models import SubProcessor

type Hearer = Callable[[SubProcessor], None]

_hearers: list[Hearer] = []


def heard_by(hearer: Hearer) -> None:
    """It is called in the vendor's workspace, in the transaction of the announcement."""
    _hearers.append(hearer)


def announced(row: SubProcessor) -> None:
    for hearer in _hearers:
        hearer(row)
