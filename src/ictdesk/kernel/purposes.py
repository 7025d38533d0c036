"""Whether the workspace in scope has a purpose of processing switched on (Art. 5(1)(b), 28(3)(a) GDPR).

Asked where the processing happens, so that what is switched off stops with its next step. It costs no statement: the
switches are read with the scope. `trust.records` sets them and says what each purpose is for.
"""

from datetime import datetime
from typing import Literal, get_args

from ictdesk.kernel import clock
from ictdesk.kernel.errors import NotAllowed
from ictdesk.kernel.tenancy import current_scope

type Purpose = Literal["digests", "transcripts", "receipts", "newsletters", "imports", "programs"]
PURPOSES: tuple[Purpose, ...] = get_args(Purpose.__value__)
"""Those that can be switched off; without the others there is no desk."""


class PurposeOff(NotAllowed):
    code = "purpose_off"
    sentence = "This workspace has switched this kind of processing off."


def may(purpose: Purpose) -> bool:
    """On until it is switched off. One that rests on an assessment is on as long as that holds."""
    switch = current_scope().purposes.get(purpose, True)
    return switch if isinstance(switch, bool) else clock.now() < datetime.fromisoformat(switch)


def ask(purpose: Purpose) -> None:
    """Returns when it is on. Raises `PurposeOff`."""
    if not may(purpose):
        raise PurposeOff
