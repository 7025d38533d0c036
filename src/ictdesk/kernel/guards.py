"""What a lower room must ask of a higher one before it acts.

A higher room registers its answer here; the lower one asks without knowing who answers. With nobody
registered the answer is yes.
"""

from collections.abc import Callable, Collection, Iterable
from uuid import UUID

from ictdesk.kernel.errors import NotAllowed


class Restricted(NotAllowed):
    code = "restricted"
    sentence = "This person's data is restricted: it is kept and otherwise left alone."


type Guard = Callable[[UUID, str], str]
"""Takes a subject's id and a purpose; returns an empty string, or why not."""

type Sieve = Callable[[Collection[UUID], str], Collection[UUID]]
"""Takes subjects' ids and a purpose; returns those whom its guard has to be asked about, all others it has nothing against."""

_guards: list[Guard] = []
_codes: dict[Guard, str] = {}
_sieves: dict[Guard, Sieve] = {}


def register(guard: Guard, code: str = "other", sieve: Sieve | None = None) -> None:
    """`code`: one word for what stands in the way, where reasons are counted. `sieve`: for many people at once."""
    _guards.append(guard)
    _codes[guard] = code
    if sieve:
        _sieves[guard] = sieve


def unregister(guard: Guard) -> None:
    _guards.remove(guard)


ERASURE = "erasure"
"""The purpose under which holds and open requests say why a person stays."""


def reasons(subjects: Iterable[UUID], purpose: str) -> list[str]:
    """Everything that any guard has against it, each once."""
    said = (guard(subject, purpose) for subject in subjects for guard in _guards)
    return list(dict.fromkeys(reason for reason in said if reason))


def code(subject: UUID, purpose: str) -> str:
    """One word for the first reason; empty when there is none."""
    return codes([subject], purpose).get(subject, "")


def codes(subjects: Collection[UUID], purpose: str) -> dict[UUID, str]:
    """The same of many people; who is not named has nothing against them."""
    found: dict[UUID, str] = {}
    for guard in _guards:
        rest = [one for one in subjects if one not in found]
        sieve = _sieves.get(guard)
        asked = sieve(rest, purpose) if sieve and rest else rest
        found |= {one: _codes[guard] for one in asked if guard(one, purpose)}
    return found


def ask(subject: UUID, purpose: str) -> None:
    """Returns when all guards agree. Raises `Restricted` with the first reason."""
    for guard in _guards:
        reason = guard(subject, purpose)
        if reason:
            raise Restricted(reason)
