"""Ask for a code, get in with it, leave again, and forget what is over."""

import hashlib
from datetime import timedelta

from django.db.models import Q

from ictdesk.desk.contacts import names
from ictdesk.desk.contacts.models import Identity
from ictdesk.desk.conversations.models import Conversation
from ictdesk.desk.requesters import codes, rules
from ictdesk.desk.requesters.models import AccessCode, RequesterSession
from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import AlreadySo, DomainError
from ictdesk.kernel.ids import new_secret
from ictdesk.kernel.jobs import defer
from ictdesk.kernel.tenancy import current_workspace

PREFIX = "requester"
LIFETIME = timedelta(hours=12)


class WrongCode(DomainError):
    code = "wrong_code"
    status = 403
    sentence = "This code is wrong or over. Look at the newest mail, or ask for a new code."


def token_digest(token: str) -> bytes:
    """What is stored of a token: random secrets need no slow hash."""
    return hashlib.sha256(token.encode()).digest()


@command(allow=rules.anybody, while_ending=True)
def ask_code(*, address: str) -> AccessCode:
    """Sends a code to the mailbox, if anybody here is known by it: the answer is the same if not. Raises `Invalid`."""
    return _ask(codes.digest_of(names.clean_email(address)), None)


@command(allow=rules.anybody, door="own", while_ending=True)
def ask_code_for(*, conversation: Conversation) -> AccessCode:
    """The same for the address of whoever a link was sent to: holding the link is no proof."""
    known = Identity.objects.filter(contact=conversation.contact_id, kind="email", current=True)
    found = known.order_by("-created_at").values_list("digest", flat=True).first()
    return _ask(bytes(found) if found else conversation.id.bytes, conversation)


def _ask(digest: bytes, conversation: Conversation | None) -> AccessCode:
    quiet = codes.too_many(digest)
    row = AccessCode(digest=digest, request=conversation, created_at=clock.now())
    row.save()
    if not quiet:
        defer("requesters.send_code", code=row.id)
    return row


@command(allow=rules.anybody, while_ending=True)
def enter(*, row: AccessCode, said: str) -> tuple[RequesterSession, str]:
    """Opens a session for a right code; returns its token too, which is not kept.

    Raises `WrongCode`. Call `count_try` first, in a transaction of its own: then guesses at once count too.
    """
    held: AccessCode = AccessCode.objects.select_for_update().find(id=row.id)
    if not codes.is_alive(held) or not codes.is_right(held, said):
        raise WrongCode
    held.used_at = clock.now()
    held.save(update_fields=["used_at"])
    token = new_secret(PREFIX, current_workspace())
    session = RequesterSession(
        digest=token_digest(token),
        address=bytes(held.digest),
        created_at=held.used_at,
        expires_at=held.used_at + LIFETIME,
    )
    session.save()
    return session, token


@command(allow=rules.anybody, while_ending=True)
def count_try(*, row: AccessCode) -> None:
    """Counts a code that is about to be looked at."""
    held: AccessCode = AccessCode.objects.select_for_update().find(id=row.id)
    held.tries += 1
    held.save(update_fields=["tries"])


@command(allow=rules.own, while_ending=True)
def leave(*, actor: Actor, session: RequesterSession) -> None:
    """Ends a session. Raises `AlreadySo`."""
    ended = RequesterSession.objects.filter(id=session.id, revoked_at__isnull=True)
    if not ended.update(revoked_at=clock.now()):
        raise AlreadySo


@command(allow=rules.only_the_software, while_ending=True)
def tidy(*, actor: Actor) -> int:
    """Deletes what is over since a day. Returns how many rows those were."""
    over = clock.now() - timedelta(days=1)
    old = AccessCode.objects.filter(created_at__lt=over).delete()[0]
    ended = RequesterSession.objects.filter(Q(expires_at__lt=over) | Q(revoked_at__lt=over)).delete()[0]
    return int(old + ended)
