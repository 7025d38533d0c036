"""The ledger's lines in a bucket, where the operator has named one: to it as they come, from it after a loss.

PREFIX/WORKSPACE/000000000001.json     one object for each line, never replaced; locked, where the bucket can

Only what was committed is sent. So a bucket that is ahead of the files says that the files are older than the truth:
a snapshot of a whole machine was restored, its ledger with its data.
"""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import cache
from itertools import batched
from pathlib import Path
from uuid import UUID

from django.conf import settings

from ictdesk.kernel import clock, egress
from ictdesk.kernel.bucket import Bucket, host
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.privacy.ledger.appending import mirrored
from ictdesk.privacy.ledger.chain import Chain
from ictdesk.privacy.ledger.entries import BadLedger, Entry

SPARE = 30
"""Days for which a line stays locked after the last copy of the data that needs it."""
AT_ONCE = 16
PIECE = 1_000
CALL = ("storage.ledger", "essential.legal_obligation", frozenset({"user.unique_id.pseudonymous"}))


def there() -> Bucket | None:
    """The bucket; None when there is none."""
    address = settings.ICTDESK_LEDGER_BUCKET
    return Bucket.at(address) if address else None


def send(workspace: UUID) -> int:
    """Adds the lines that the bucket lacks; returns how many. Raises `NotReached`, `EgressRefused` and `BadLedger`."""
    bucket, chain, count = there(), Chain(workspace), 0
    if bucket is None:
        return 0
    recipient, purpose, categories = CALL
    egress.ask(egress.Call(recipient, host(), purpose, categories, workspace))
    with workspace_scope(workspace):
        known = mirrored()
    after = _sent(chain, bucket)
    for entry in chain.entries(after=after):
        if entry.sequence > known:
            break
        _add(bucket, entry)
        _note(chain).write_text(str(entry.sequence), encoding="ascii")
        count += 1
    return count


def ahead() -> dict[UUID, int]:
    """By workspace the number that the bucket is at, where the files are not. Raises `NotReached`."""
    bucket = there()
    if bucket is None:
        return {}
    with ThreadPoolExecutor(AT_ONCE) as pool:
        found = pool.map(lambda one: (one, _last(bucket, one, Chain(one).head()[0])), _workspaces(bucket))
        return {workspace: last for workspace, last in found if last}


def fetch(workspace: UUID) -> int:
    """Adds to the files what only the bucket has; returns how many lines. Raises `NotReached`, and `BadLedger` when they do not fit."""
    bucket, chain, count = there(), Chain(workspace), 0
    if bucket is None:
        return 0
    with chain.locked(), ThreadPoolExecutor(AT_ONCE) as pool:
        number, before = chain.head()
        for keys in batched(bucket.keys(f"{workspace}/", after=_key(workspace, number)), PIECE):
            entries = [Entry.read(line) for line in pool.map(bucket.read, keys)]
            for entry in entries:
                if (entry.workspace, entry.sequence, entry.before) != (workspace, number + 1, before):
                    raise BadLedger(
                        f"entry {number + 1} of workspace {workspace} in the bucket does not follow what is here"
                    )
                number, before = entry.sequence, entry.hash
            chain.write(*entries)
            count += len(entries)
    return count


def _add(bucket: Bucket, entry: Entry) -> None:
    key, line = _key(entry.workspace, entry.sequence), entry.line().encode()
    until = clock.now() + timedelta(days=settings.ICTDESK_BACKUP_DAYS + SPARE) if _locks(bucket) else None
    if not bucket.add(key, line, locked_until=until) and bucket.read(key) != line:
        raise BadLedger(f"entry {entry.sequence} of workspace {entry.workspace} is another one in the bucket")


def _sent(chain: Chain, bucket: Bucket) -> int:
    """How far the bucket is. A note beside the files spares the look; without it the bucket is asked."""
    if _note(chain).exists():
        return int(_note(chain).read_text(encoding="ascii") or 0)
    return _last(bucket, chain.workspace, 0)


def _last(bucket: Bucket, workspace: UUID, after: int) -> int:
    last = 0
    for key in bucket.keys(f"{workspace}/", after=_key(workspace, after)):
        last = int(Path(key).stem)
    return last


def _workspaces(bucket: Bucket) -> list[UUID]:
    return [UUID(name) for name in bucket.folders()]


def _key(workspace: UUID, number: int) -> str:
    return f"{workspace}/{number:012}.json"


def _note(chain: Chain) -> Path:
    return chain.folder / ".sent"


@cache
def _locks(bucket: Bucket) -> bool:
    return bucket.locks()
