"""What a command changes about how data is processed: declared with the command, kept by whoever keeps the record.

A setting of the workspace is an instruction of the controller (Art. 28(3)(a) GDPR). `trust.records` registers its keeper
here; with nobody registered nothing is kept.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from typing import Literal, get_args

from ictdesk.kernel.tenancy.models import CellModel

type Area = Literal[
    "workspace",
    "notice",
    "inboxes",
    "mail",
    "senders",
    "mailboxes",
    "fields",
    "members",
    "programs",
    "security",
    "consents",
    "newsletters",
    "imports",
    "purges",
    "retention",
    "transfers",
    "purposes",
    "end",
]
AREAS: tuple[Area, ...] = get_args(Area.__value__)


@dataclass(frozen=True, slots=True)
class Alters:
    """What a command alters. `tables` hold the settings that it changes; without them it is an order of its own.

    `once_a_day`: an order that comes in many pieces is one entry a day.
    """

    area: Area
    tables: tuple[type[CellModel], ...] = ()
    once_a_day: bool = False


type Keeper = Callable[[str, Alters, Mapping[str, object]], AbstractContextManager[None]]
"""Takes the command's name, what it alters and its arguments; it is entered before the command and left after it."""

_keepers: list[Keeper] = []


def kept_by(keeper: Keeper) -> None:
    _keepers.append(keeper)


@contextmanager
def kept(command: str, alters: Alters, given: Mapping[str, object]) -> Iterator[None]:
    """In the command's own transaction: what cannot be kept is not done."""
    with ExitStack() as stack:
        for keeper in _keepers:
            stack.enter_context(keeper(command, alters, given))
        yield
