"""Note how far a mailbox was read, and what went wrong."""

from datetime import UTC, datetime

from ictdesk.desk.mailboxes import rules
from ictdesk.desk.mailboxes.models import Mailbox
from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.command import command


@command(allow=rules.only_the_software)
def begin_folder(*, actor: Actor, mailbox: Mailbox, validity: int, following: int) -> Mailbox:
    """A folder that is read for the first time, or that was numbered anew.

    The first time it begins at the end, unless all of it is wanted.
    """
    row = locked(mailbox)
    at_end = row.validity is None and row.reads_from > datetime.min.replace(tzinfo=UTC)
    row.last_uid = max(following - 1, 0) if at_end else 0
    row.validity, row.stuck_uid = validity, 0
    row.save(update_fields=["validity", "last_uid", "stuck_uid"])
    return row


@command(allow=rules.only_the_software)
def note_stuck(*, actor: Actor, mailbox: Mailbox, uid: int) -> None:
    """Which mail the server would not give out: the second time it is passed."""
    row = locked(mailbox)
    row.stuck_uid = uid
    row.save(update_fields=["stuck_uid"])


@command(allow=rules.only_the_software)
def note_reading(*, actor: Actor, mailbox: Mailbox, reason: str) -> None:
    """How the last reading went; an empty reason is a good one."""
    row = locked(mailbox)
    row.state, row.reason, row.checked_at = "failing" if reason else "fine", reason, clock.now()
    row.save(update_fields=["state", "reason", "checked_at"])


@command(allow=rules.only_the_software)
def keep_token(*, actor: Actor, mailbox: Mailbox, token: str) -> None:
    """The refresh token that the provider gave in place of the last one."""
    row = locked(mailbox)
    row.secret = {**row.secret, "refresh_token": token}
    row.save(update_fields=["secret"])


def locked(mailbox: Mailbox) -> Mailbox:
    """Nobody else moves it on meanwhile."""
    row: Mailbox = Mailbox.objects.select_for_update(no_key=True).find(id=mailbox.id)
    return row
