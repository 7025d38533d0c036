"""Write down that somebody asked. From here the clock runs."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple, get_args
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max

from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import Conflict, Invalid, Unavailable
from ictdesk.kernel.home import home
from ictdesk.kernel.lines import one_line
from ictdesk.kernel.tenancy.scope import current_scope
from ictdesk.kernel.vault import keyring
from ictdesk.privacy.rights import letters, moving, rules, words
from ictdesk.privacy.rights.models import RightsRequest
from ictdesk.privacy.rights.words import Channel, Requester, Right

LONGEST = 10_000
MOST_TRIES = 20


class Asked(NamedTuple):
    """What is known when somebody asks. `received_at` is when the official channel took it, read or not; None is now."""

    channel: Channel
    rights: Sequence[Right]
    words: str = ""
    name: str = ""
    email: str = ""
    requester: Requester = "self"
    received_at: datetime | None = None
    message_id: UUID | None = None
    language: str = ""
    country: str = ""


@command(allow=rules.can_receive, while_ending=True)
def open_case(*, actor: Actor, asked: Asked, people: Sequence[UUID] = ()) -> RightsRequest:
    """Opens a case about these subjects and tells whoever asked, if there is an address.

    A message asks once: again is `Conflict`. Raises `Invalid`.
    """
    if asked.message_id and RightsRequest.objects.filter(message_id=asked.message_id).exists():
        raise Conflict("This message is a case already.")
    row = _new(asked)
    moving.set_clock(row)
    _save_with_number(row)
    moving.about(row, people)
    record(
        actor, "rights.received", "rights_request", row.id, channel=row.channel, rights=" ".join(row.rights)
    )
    letters.write(row, "received")
    return row


def _new(asked: Asked) -> RightsRequest:
    moment = clock.now()
    at = asked.received_at or moment
    if at > moment:
        raise Invalid("A request was not received in the future.")
    return RightsRequest(
        subject_id=keyring.new_subject(),
        rights=clean_rights(asked.rights),
        requester=_one_of(asked.requester, get_args(Requester.__value__)),
        channel=_one_of(asked.channel, get_args(Channel.__value__)),
        message_id=asked.message_id,
        name=one_line(asked.name)[:200],
        email=one_line(asked.email)[:254],
        words=asked.words[:LONGEST],
        language=asked.language[:16],
        country=clean_country(asked.country),
        received_at=at,
        received_on=at.astimezone(home().zone).date(),
    )


def clean_rights(rights: Sequence[str]) -> list[str]:
    """Each once, in the order of the law. Raises `Invalid` for none or an unknown one."""
    if not rights or not set(rights) <= words.RIGHTS.keys():
        raise Invalid(f"Choose among {', '.join(words.RIGHTS)}.")
    return [right for right in words.RIGHTS if right in rights]


def clean_country(country: str) -> str:
    """Two letters, or empty for the workspace's own. Raises `Invalid`."""
    code = country.strip().upper()
    if code and (len(code) != 2 or not code.isascii() or not code.isalpha()):
        raise Invalid("A country is two letters, such as IE.")
    return code


def _one_of(value: str, known: Sequence[str]) -> str:
    if value not in known:
        raise Invalid(f"Choose among {', '.join(known)}.")
    return value


def _save_with_number(row: RightsRequest) -> None:
    """Saves it under the next number. Whoever takes the same one at the same moment waits here, and takes another."""
    for _ in range(MOST_TRIES):
        row.number = int(RightsRequest.objects.aggregate(last=Max("number"))["last"] or 0) + 1
        try:
            with transaction.atomic(using=current_scope().alias):
                row.save(force_insert=True)
        except IntegrityError:
            continue
        return
    raise Unavailable(retry_after=1)
