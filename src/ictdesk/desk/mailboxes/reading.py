"""Reads what is new in a mailbox, one mail after the other.

A mail is stored, sealed, in the transaction that moves the checkpoint past it: whatever breaks, it is read again or
was stored. Nothing is changed in the mailbox. A folder that was numbered anew (UIDVALIDITY) is read from its beginning;
what is known already is known by its content.
"""

import logging
from datetime import timedelta
from typing import Any, NamedTuple

from django.conf import settings
from imapclient import exceptions

from ictdesk.desk.mailboxes import commands, connection, envelopes
from ictdesk.desk.mailboxes.accounts import Account
from ictdesk.desk.mailboxes.models import Mailbox
from ictdesk.desk.mailboxes.problems import Problem
from ictdesk.kernel.actor import System
from ictdesk.kernel.errors import NotFound
from ictdesk.kernel.tenancy import workspace_scope

log = logging.getLogger(__name__)

US = System("mailboxes")
MOST_AT_ONCE = 200
CLOCKS_DIFFER = timedelta(minutes=15)
"""A mail server counts whole seconds, by a clock of its own: rather a ticket too many than a mail too few."""
TOO_LARGE = b"\r\n\r\n(This mail is larger than this desk takes. It lies in the mailbox.)\r\n"
NOT_FETCHED = b"The mail server would not give out the mail with the number %d. It lies in the mailbox.\r\n"


def read(account: Account) -> int:
    """Connects, takes in what is new, and leaves; how many mails. Raises `Problem`, which is noted too."""
    client = open_(account)
    try:
        return take(client, account).new
    finally:
        leave(client)


def open_(account: Account) -> connection.Client:
    """Signed in. Raises `Problem`, which is noted too."""
    try:
        client = connection.connect(account)
        try:
            connection.sign_in(client, account, lambda token: keep(account, token))
        except Problem:
            leave(client)
            raise
    except Problem as problem:
        note(account, problem.code)
        raise
    return client


class Taken(NamedTuple):
    """How many mails were new, and how many lie in the folder."""

    new: int
    lying: int


def take(client: connection.Client, account: Account) -> Taken:
    """Takes in what is new. Raises `Problem`, which is noted too."""
    try:
        taken = _take(client, account)
    except Problem as problem:
        note(account, problem.code)
        raise
    note(account, "")
    return taken


def _take(client: connection.Client, account: Account) -> Taken:
    validity, following, lying = connection.open_folder(client, account)
    last = account.last_uid
    if validity != account.validity:
        with workspace_scope(account.workspace):
            last = commands.begin_folder(
                actor=US, mailbox=_row(account), validity=validity, following=following
            ).last_uid
    try:
        found = client.search(["UID", f"{last + 1}:*"])
    except connection.BROKEN as error:
        raise Problem("broken") from error
    new = sorted(uid for uid in found if uid > last)[:MOST_AT_ONCE]  # n:* names the last one in any case
    for uid in new:
        _store(account, uid, _fetch(client, account, uid))
    return Taken(len(new), lying)


def _fetch(client: connection.Client, account: Account, uid: int) -> bytes:
    """The mail as it lies there; empty for one that is gone or too old. Raises `Problem`."""
    try:
        facts = client.fetch([uid], ["RFC822.SIZE", "INTERNALDATE"]).get(uid)
        if facts is None or _is_old(facts, account):
            return b""
        if facts.get(b"RFC822.SIZE", 0) > settings.ICTDESK_MAIL_LIMIT:
            head = client.fetch([uid], ["BODY.PEEK[HEADER]"])[uid][b"BODY[HEADER]"]
            return bytes(head).rstrip() + TOO_LARGE
        return bytes(client.fetch([uid], ["BODY.PEEK[]"]).get(uid, {}).get(b"BODY[]") or b"")
    except connection.BROKEN as error:
        if account.stuck_uid == uid and not isinstance(error, OSError):
            return NOT_FETCHED % uid  # the second time: it must not hold up what comes after it
        with workspace_scope(account.workspace):
            commands.note_stuck(actor=US, mailbox=_row(account), uid=uid)
        raise Problem("broken") from error


def _is_old(facts: dict[bytes, Any], account: Account) -> bool:
    when = facts.get(b"INTERNALDATE")
    return when is not None and when.tzinfo is not None and when + CLOCKS_DIFFER < account.reads_from


def _store(account: Account, uid: int, raw: bytes) -> None:
    with workspace_scope(account.workspace):
        to, sender = envelopes.of(raw)
        commands.take_from_mailbox(
            actor=US, mailbox=_row(account), uid=uid, raw=raw, recipients=to, envelope_from=sender
        )


def _row(account: Account) -> Mailbox:
    """Raises `Problem` for one that was removed meanwhile."""
    try:
        row: Mailbox = Mailbox.objects.find(id=account.id, active=True)
    except NotFound as error:
        raise Problem("broken") from error
    return row


def note(account: Account, code: str) -> None:
    """Shown on the page of mailboxes."""
    with workspace_scope(account.workspace):
        row = Mailbox.objects.filter(id=account.id).first()
        if row:
            commands.note_reading(actor=US, mailbox=row, reason=code)


def keep(account: Account, token: str) -> None:
    """The next refresh token."""
    with workspace_scope(account.workspace):
        commands.keep_token(actor=US, mailbox=_row(account), token=token)


def leave(client: connection.Client) -> None:
    """However it ends."""
    try:
        client.logout()
    except (*connection.BROKEN, exceptions.IllegalStateError):
        connection.hang_up(client)
