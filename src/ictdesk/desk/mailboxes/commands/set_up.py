"""Add a mailbox."""

import re
from datetime import UTC, datetime

from ictdesk.desk.mailboxes import rules
from ictdesk.desk.mailboxes.models import Mailbox
from ictdesk.desk.mailboxes.tokens import WHERE
from ictdesk.desk.workspaces.models import Inbox
from ictdesk.kernel import clock, entitlements
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import Conflict, Invalid
from ictdesk.kernel.instructing import Alters
from ictdesk.kernel.vault import keyring

MOST = 20
PORTS = (993, 143)
HOST = re.compile(r"[a-z0-9]([a-z0-9.-]{0,198}[a-z0-9])?")
KINDS = ("password", *WHERE)
NEEDED = {"password": ("password",), **dict.fromkeys(WHERE, ("client_id", "refresh_token"))}
PLAIN = re.compile(r"[^\x00-\x1f\x7f]{1,120}")


@command(allow=rules.can_set_up, alters=Alters("mailboxes", (Mailbox,)))
def add_mailbox(
    *,
    actor: Actor,
    inbox: Inbox,
    kind: str,
    host: str,
    port: int,
    user: str,
    secret: dict[str, str],
    folder: str = "INBOX",
    from_start: bool = False,
) -> Mailbox:
    """A mailbox that is read from now on, or with all that lies in it. Raises `Invalid`, `Conflict`, `NotInPlan`."""
    host = host.strip().lower().rstrip(".")
    if kind not in KINDS or port not in PORTS or not HOST.fullmatch(host):
        raise Invalid("A mailbox has a server such as imap.example.com, and port 993 or 143.")
    if not PLAIN.fullmatch(user) or not PLAIN.fullmatch(folder):
        raise Invalid("User name and folder have 1 to 120 signs.")
    given = {name: value for name, value in secret.items() if value}
    if any(name not in given for name in NEEDED[kind]):
        raise Invalid("A password is needed, or client id and refresh token of the provider.")
    if any(len(value) > 4000 or not value.isprintable() for value in given.values()):
        raise Invalid("A secret has at most 4000 signs, without line breaks.")
    _room_for_another()
    row = Mailbox(
        inbox=inbox,
        kind=kind,
        host=host,
        port=port,
        folder=folder,
        subject_id=keyring.new_subject(),
        user=user,
        secret=given,
        reads_from=datetime.min.replace(tzinfo=UTC) if from_start else clock.now(),
    )
    row.save()
    record(actor, "mailbox.add", "mailbox", row.id)
    return row


def _room_for_another() -> None:
    count = Mailbox.objects.count()
    entitlements.ask("mailbox", count + 1)
    if count >= MOST:
        raise Conflict(f"A workspace reads at most {MOST} mailboxes.")
