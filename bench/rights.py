"""`./desk bench rights`: one person's archive, their erasure, and the replay of a long ledger; each in a process of its own."""

import argparse
import multiprocessing
import random
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import batched
from typing import Any, cast
from uuid import UUID, uuid4

from bench import crowd
from bench.installation import ORIGIN, Installation

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(50_000)
CAST = {"ada": ("Ada Okafor", "agent"), "noor": ("Noor Haddad", "privacy_officer")}


def main() -> None:
    """Seeds, measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=10_000)
    parser.add_argument("--files", type=int, default=100)
    parser.add_argument("--tickets", type=int, default=70_000)
    parser.add_argument("--ledger", type=int, default=100_000)
    arguments = parser.parse_args()
    with Installation():
        house = found()
        print(f"{'':44}{'time':>10}{'peak memory':>14}")
        if arguments.messages:
            talker = child(make_talker, house, arguments.messages, arguments.files).result
            measure(house, f"{arguments.messages:,} messages, {arguments.files} files", talker)
        if arguments.tickets:
            asker = child(make_asker, house, arguments.tickets).result
            measure(house, f"{arguments.tickets:,} tickets", asker)
        if arguments.ledger:
            child(fill_ledger, house, arguments.ledger)
            apart(f"replay of {arguments.ledger:,} ledger entries", replay, house.id)


def found() -> crowd.House:
    import django

    django.setup()
    from ictdesk.desk.workspaces.models import Tag, Team
    from ictdesk.kernel.tenancy import workspace_scope
    from tests.world import make_house

    house = make_house("bench", cast("Any", CAST), origin=ORIGIN)
    with workspace_scope(house.id):
        Team.objects.create(name="Parcels")
        Tag.objects.bulk_create([Tag(name="vip"), Tag(name="bug")])
    return house


def make_talker(house: crowd.House, messages: int, files: int) -> UUID:
    """One conversation of that many messages; the key of its person."""
    import io

    from ictdesk.desk.conversations.models import Attachment, Conversation, Message
    from ictdesk.kernel.blobs import store
    from ictdesk.kernel.tenancy import workspace_scope

    dice = random.Random(7)
    with workspace_scope(house.id):
        people = list(crowd.make_contacts((1,)))
        crowd.make_conversations(house, dice, people, (0,), 1.0, 0)
        row = Conversation.objects.get(subject_id=people[0][1])
        first = Message.objects.get(conversation=row)
        made = []
        for n in range(2, messages + 1):
            one = crowd.first_message(dice, row, n)
            one.seq = one.public_seq = n
            made.append(one)
        Message.objects.bulk_create(made, batch_size=crowd.PIECE)
        Conversation.objects.filter(id=row.id).update(last_seq=messages, last_public_seq=messages)
        for n in range(files):
            stored = store.put(io.BytesIO(PICTURE), subject_id=row.subject_id, limit=10**6)
            Attachment(
                conversation=row,
                message=first,
                uploader_kind="contact",
                uploader_id=row.contact_id,
                subject_id=row.subject_id,
                blob_id=stored.blob.id,
                name=f"picture-{n}.png",
                content_type="image/png",
                size=len(PICTURE),
            ).save()
    find_words(house)
    crowd.settle()
    return people[0][1]


def find_words(house: crowd.House) -> None:
    """The words by which messages are found, as the worker makes them."""
    from ictdesk.desk.conversations import search
    from ictdesk.desk.conversations.models import Message, SearchToken
    from ictdesk.kernel.tenancy import workspace_scope

    with workspace_scope(house.id):
        known = SearchToken.objects.values("message_id")
        ids = list(Message.objects.exclude(id__in=known).values_list("id", flat=True))
    for piece in batched(ids, crowd.PIECE):
        with workspace_scope(house.id):
            search.index(list(piece))


def make_asker(house: crowd.House, tickets: int) -> UUID:
    """That many tickets of one person; their key."""
    from ictdesk.kernel.tenancy import workspace_scope

    dice = random.Random(8)
    with workspace_scope(house.id):
        people = list(crowd.make_contacts((2,)))
    for piece in batched(range(tickets), crowd.PIECE):
        with workspace_scope(house.id):
            crowd.make_conversations(house, dice, people, piece, 0.1, 1)
    find_words(house)
    crowd.settle()
    return people[0][1]


def measure(house: crowd.House, what: str, subject: UUID) -> None:
    from tests.privacy import bundles

    apart(f"archive of {what}", archive, house, bundles.case(house, [subject], "access"))
    apart(f"erasure of {what}", erase, house.id, subject)


def archive(house: crowd.House, _case: Any) -> None:
    from tests.privacy import bundles

    bundles.run(house)
    bundles.run(house)


def erase(workspace: UUID, subject: UUID) -> None:
    """Up to the moment from which it waits for the memory of other processes."""
    from ictdesk.kernel.actor import System
    from ictdesk.kernel.tenancy import workspace_scope
    from ictdesk.privacy.erasure import commands, running
    from ictdesk.privacy.rights import commands as rights
    from ictdesk.privacy.rights.models import RightsRequest

    with workspace_scope(workspace):
        for case in RightsRequest.objects.exclude(state="withdrawn"):  # an open one would hold the erasure up
            rights.take_back(actor=System("bench"), request=case)
        run = commands.erase(actor=System("bench"), subjects=[subject], cause="retention")
    while running.advance(workspace, run.id):
        pass


def fill_ledger(house: crowd.House, count: int) -> None:
    """Erasures of people whom this database does not know, as after a restore."""
    from ictdesk.kernel import clock
    from ictdesk.kernel.tenancy import workspace_scope
    from ictdesk.privacy.ledger.appending import mirrored
    from ictdesk.privacy.ledger.chain import Chain
    from ictdesk.privacy.ledger.entries import Entry

    chain = Chain(house.id)
    with workspace_scope(house.id):
        assert chain.head()[0] == mirrored()
    number, before = chain.head()
    with chain.locked():
        for piece in batched(range(count), crowd.PIECE):
            made = []
            for _ in piece:
                number += 1
                who = (uuid4(),), (uuid4(),)
                made.append(Entry(house.id, number, clock.now(), "erasure", *who, {}, "1/1/1", before))
                before = made[-1].hash
            chain.write(*made)


def replay(workspace: UUID) -> None:
    from ictdesk.privacy.ledger import replay as replaying

    report = replaying.replay(workspace)
    assert not report.found, report.found[:3]


@dataclass(frozen=True)
class Done:
    """What a child gave, in how many seconds, and its memory in MB: as it began, and the most it had."""

    result: Any
    took: float
    before: float
    peak: float


def apart(what: str, act: Callable[..., None], *given: Any) -> None:
    done = child(act, *given)
    print(f"{what:44}{done.took:8.2f} s{done.peak:9.0f} MB (began with {done.before:.0f})", flush=True)


def child(act: Callable[..., Any], *given: Any) -> Done:
    """In a process of its own: its peak of memory is its own. Seeding, too, else all children would begin with its."""
    from django.db import connections

    connections.close_all()
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe()

    def run() -> None:
        before, started = peak(), time.perf_counter()
        result = act(*given)
        theirs.send(Done(result, time.perf_counter() - started, before, peak()))

    process = context.Process(target=run)
    process.start()
    process.join()
    if process.exitcode:
        raise SystemExit(f"{act.__name__} failed")
    done: Done = ours.recv()
    return done


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
