"""What a room beside this one says of a sub-processor in another country: the register of transfers installs itself."""

from datetime import date
from typing import Protocol

from ictdesk.trust.subprocessors.models import SubProcessor


class Abroad(Protocol):
    def why_not(self, row: SubProcessor, today: date) -> str:
        """Why nothing may go there at all; empty when it may. Asked at every call."""

    def lacks(self, row: SubProcessor, today: date) -> str:
        """What is missing before it may be announced or used; empty when nothing is."""

    def changed(self, row: SubProcessor) -> None:
        """Its facts are others now."""


_asked: list[Abroad] = []


def use(one: Abroad) -> None:
    _asked[:] = [one]


def why_not(row: SubProcessor, today: date) -> str:
    return next((reason for one in _asked if (reason := one.why_not(row, today))), "")


def lacks(row: SubProcessor, today: date) -> str:
    return next((missing for one in _asked if (missing := one.lacks(row, today))), "")


def changed(row: SubProcessor) -> None:
    for one in _asked:
        one.changed(row)
