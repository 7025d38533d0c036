"""The one question that every call to the outside asks first.

It knows who would receive what, for which purpose and for which workspace. The registry that answers
is filled by a higher room; until one is, everything is allowed, and every answer is counted.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings

from ictdesk.kernel.errors import NotAllowed


class EgressRefused(NotAllowed):
    code = "egress_refused"
    sentence = "Sending this to the outside is not allowed for this workspace."


@dataclass(frozen=True, slots=True)
class Call:
    """A call that somebody wants to make."""

    recipient: str
    """Key of the sub-processor or of the workspace's own integration, such as `mail.smtp`."""
    host: str
    purpose: str
    """A purpose of the data map."""
    categories: frozenset[str]
    """Categories of the data map that would be sent."""
    workspace: UUID | None
    """Whose data; None for the vendor's own."""
    region: str = ""
    """Where the recipient is, as an ISO 3166 code, when known."""


def by_mail() -> str:
    """Who carries the mails that name no way: the installation's first mailer, as a recipient."""
    first = next((name for name in settings.MAILERS if name != "default"), "smtp")
    return f"mail.{first}"


def ask_mail(address: str, workspace: UUID | None, purpose: str = "essential.service") -> None:
    """For a mail that tells its reader nothing but what they have to know. Raises `EgressRefused`."""
    host = address.rpartition("@")[2]
    ask(Call(by_mail(), host, purpose, frozenset({"user.contact.email"}), workspace))


type Registry = Callable[[Call], str]
"""Returns an empty string to allow, or the reason for refusing."""


def allow_all(call: Call) -> str:
    return ""


_registry: Registry = allow_all


def use(registry: Registry) -> Registry:
    """Installs the registry that answers; returns the former one."""
    global _registry
    former, _registry = _registry, registry
    return former


def ask(call: Call) -> None:
    """Returns when the call may be made. Raises `EgressRefused` with the reason otherwise."""
    reason = _registry(call)
    if reason:
        raise EgressRefused(reason)


def choose(calls: Sequence[Call]) -> Call:
    """The first of several calls, each to another recipient, that may be made. Raises `EgressRefused`."""
    reason = ""
    for call in calls:
        reason = _registry(call)
        if not reason:
            return call
    raise EgressRefused(reason)
