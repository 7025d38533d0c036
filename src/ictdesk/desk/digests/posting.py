"""Makes a mail of what waits, and sends it: each item is in one mail, each mail has one Message-ID.

No transaction waits for the mail server. A crash between its yes and our note sends the same mail once more.
"""

from datetime import timedelta
from uuid import UUID

from ictdesk.desk.digests import letter
from ictdesk.desk.digests.models import Digest, DigestChoice, DigestItem
from ictdesk.desk.digests.times import next_after
from ictdesk.desk.mail import turns
from ictdesk.desk.mail.composing import Mail
from ictdesk.desk.mail.sending import Outcome
from ictdesk.kernel import clock, purposes
from ictdesk.kernel.egress import EgressRefused
from ictdesk.kernel.jobs import defer

KEPT = timedelta(days=90)


def tidy() -> int:
    """Deletes what is older than `KEPT`, with what it told of. Returns how many mails those were."""
    old = Digest.objects.filter(created_at__lt=clock.now() - KEPT)
    ids = list(old.values_list("id", flat=True))
    DigestItem.objects.filter(digest__in=ids).delete()
    Digest.objects.filter(id__in=ids).delete()
    return len(ids)


def post(member: UUID) -> Digest | None:
    """Puts all that waits for a member into a mail; None when nothing does."""
    waiting = DigestItem.objects.select_for_update(no_key=True).filter(member=member, digest=None)
    ids = list(waiting.values_list("id", flat=True))
    if not ids:
        return None
    now = clock.now()
    made: Digest = Digest.objects.create(member_id=member, due_at=now, created_at=now)
    DigestItem.objects.filter(id__in=ids).update(digest=made)
    _enqueue(made)
    return made


def run_due() -> int:
    """Posts what is due by the members' clocks, and tries again what was not taken. Returns how many mails those are."""
    now, count = clock.now(), 0
    due = DigestChoice.objects.filter(next_at__lte=now).select_for_update(no_key=True)
    for choice in list(due):
        count += post(choice.member_id) is not None
        choice.next_at = next_after(now, choice.often, choice.hour, choice.zone)
        choice.save(update_fields=["next_at"])
    again = Digest.objects.filter(state="queued", due_at__lte=now, attempts__gt=0)
    for row in list(again):
        _enqueue(row)
        count += 1
    return count


def send(workspace: UUID, id_: UUID) -> None:
    """Does nothing for one that was accepted or given up."""
    turns.send(workspace, id_, begin, finish)


def begin(id_: UUID) -> Mail | Outcome | None:
    """Counts the attempt and puts it into words; an outcome when there is nothing to say, None when all is done."""
    row = _locked(id_)
    if row is None or row.state != "queued":
        return None
    if not purposes.may("digests"):
        return Outcome("unneeded")
    row.attempts += 1
    row.save(update_fields=["attempts"])
    try:
        return letter.compose(row) or Outcome("unneeded")
    except EgressRefused:
        return Outcome("failed")


def finish(id_: UUID, outcome: Outcome) -> None:
    """Notes the outcome."""
    row = _locked(id_)
    if row is None or row.state != "queued":
        return
    turns.note(row, outcome)
    row.save(update_fields=["state", "due_at"])


def _enqueue(row: Digest) -> None:
    word = f"digests.send.{row.id}"
    defer("digests.send", once=word, in_order=word, digest=row.id)


def _locked(id_: UUID) -> Digest | None:
    rows = Digest.objects.select_related("member").select_for_update(of=("self",), no_key=True)
    found: Digest | None = rows.filter(id=id_).first()
    return found
