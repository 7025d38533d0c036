"""What a lower room must ask of a higher one before it acts.

A higher room registers its answer here; the lower one asks without knowing who answers. With nobody
registered the answer is yes.
"""

from collections.abc import Callable, Iterable
from uuid import UUID

from ictdesk.kernel.errors import NotAllowed


class Restricted(NotAllowed):
    code = "restricted"
    sentence = "This person's data is restricted: it is kept and otherwise left alone."


type Guard = Callable[[UUID, str], str]
"""Takes a subject's id and a purpose; returns an empty string, or why not."""

_guards: list[Guard] = []
_codes: dict[Guard, str] = {}


def register(guard: Guard, code: str = "other") -> None:
    """`code`: one word for what stands in the way, where reasons are counted."""
    _guards.append(guard)
    _codes[guard] = code


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
    return next((_codes[guard] for guard in _guards if guard(subject, purpose)), "")


def ask(subject: UUID, purpose: str) -> None:
    """Returns when all guards agree. Raises `Restricted` with the first reason."""
    for guard in _guards:
        reason = guard(subject, purpose)
        if reason:
            raise Restricted(reason)
