"""The steps of a run. Each is one transaction; a run that was killed goes on with the step that was not committed.

begin    the ledger's entry, then the person does not come in any more
keys     their keys are destroyed, unless a hold keeps some of their threads
rows     rows and files go, table by table
look     is anything left? then rows again; is something held? then it waits out of reach, and goes on with keys
wait     until no process can hold a key in its memory any more
tell     every recipient was told, or somebody said why not (Art. 19 GDPR)
done     the certificate
"""

from collections.abc import Callable
from datetime import timedelta

from ictdesk.kernel import clock, erasing
from ictdesk.kernel.datamap.persons import Person, rows_of
from ictdesk.kernel.vault import keyring
from ictdesk.kernel.vault.cache import LIFETIME
from ictdesk.kernel.vault.models import SubjectKey
from ictdesk.privacy.erasure import certificate, removing
from ictdesk.privacy.erasure.keeping import put_away
from ictdesk.privacy.erasure.models import ErasureRun
from ictdesk.privacy.ledger.appending import append
from ictdesk.privacy.ledger.entries import Fact
from ictdesk.privacy.recipients import opening
from ictdesk.privacy.recipients.opening import Act

KEYS_AT_ONCE = 2_000


class StillThere(RuntimeError):
    """Rows of the person keep coming back: something writes them while they are erased."""


def begin(run: ErasureRun, person: Person) -> None:
    told = opening.outside(person)
    named = opening.codes(told)
    facts: dict[str, Fact] = {"run": str(run.id), "mode": run.mode, "cause": run.cause, "recipients": named}
    entry = append("erasure", contacts=sorted(person.contacts), subjects=sorted(person.subjects), facts=facts)
    run.ledger, run.step = entry.sequence, "keys"
    did = Act("erasure", run.id, person.contacts, person.subjects, run.case_id, now=False)
    opening.open_notices(did, named, told)
    for act in erasing.AT_START:
        act(person)


def keys(run: ErasureRun, person: Person) -> None:
    if person.kept:
        for act in erasing.STRIPPING:
            act(person)
        run.step = "rows"
        return
    live = rows_of(SubjectKey, person).filter(wrapped__isnull=False)
    ids = list(live.values_list("id", flat=True)[:KEYS_AT_ONCE])
    run.keys += keyring.destroy_all(ids)
    if len(ids) < KEYS_AT_ONCE:
        run.keys_gone_at, run.step = clock.now(), "rows"


def rows(run: ErasureRun, person: Person) -> None:
    """As many tables as fit into one batch."""
    todo, budget = removing.tables(run.mode), removing.BATCH
    while budget and run.place < len(todo):
        model = todo[run.place]
        weight = removing.LIGHT if removing.is_light(model, run.mode) else 1
        gone = removing.remove(model, person, run.mode, budget * weight)
        name = model._meta.db_table
        if gone:
            run.counts = {**run.counts, name: run.counts.get(name, 0) + gone}
        if gone < budget * weight:
            run.place += 1
        budget -= -(-gone // weight)
    if run.place == len(todo):
        run.step = "look"


def look(run: ErasureRun, person: Person) -> None:
    """Raises `StillThere` after some rounds."""
    left = removing.left(person, run.mode)
    if left and run.rounds >= 5:
        raise StillThere(", ".join(left))
    if left:
        run.rounds, run.place, run.step = run.rounds + 1, 0, "keys"
    elif person.kept:
        run.state, run.place, run.step = "held", 0, "keys"
        put_away(person)
    else:
        run.step = "wait"


def wait(run: ErasureRun, person: Person) -> None:
    if run.keys_gone_at and clock.now() - run.keys_gone_at >= timedelta(seconds=LIFETIME):
        run.step = "tell"
    else:
        run.state = "waiting"


def tell(run: ErasureRun, person: Person) -> None:
    """Mails leave by jobs of their own; this one looks again with every round."""
    opening.release(run.id)
    if opening.waits(run.id):
        run.state = "waiting"
    else:
        run.step = "done"


def done(run: ErasureRun, person: Person) -> None:
    run.done_at = clock.now()
    certificate.issue(run)  # it says what stays by the addresses' digests, so these go after it
    run.digests, run.state = [], "done"


STEPS: dict[str, Callable[[ErasureRun, Person], None]] = {
    "begin": begin,
    "keys": keys,
    "rows": rows,
    "look": look,
    "wait": wait,
    "tell": tell,
    "done": done,
}
