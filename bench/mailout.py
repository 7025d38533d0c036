"""`./desk bench mailout`: answers go out past a bad mail server while the worker is killed between its yes and our note.

Nothing may be lost; a mail may go twice only where the yes was not heard, by a cut or a kill, and then
under the same Message-ID. Prints the figures; they must be 0.
"""

import argparse
import json
import os
import sys
import time
from collections import Counter
from functools import cache
from typing import Any
from uuid import UUID, uuid4

from bench.installation import Installation
from bench.mail_parts import BadServer, Worker

PER_THREAD = 10
PATIENCE = 1800.0
PASS_EVERY = 1.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mails", type=int, default=1000)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--hurry", action="store_true", help="no half minute for each killed worker's jobs")
    arguments = parser.parse_args()
    found = run(arguments.mails, arguments.kills, arguments.seed, hurry=arguments.hurry)
    print(json.dumps(found, indent=1))
    sys.exit(
        any(
            found[name] for name in ("lost", "unexplained_copies", "unfinished", "wrong_state", "strange_ids")
        )
    )


def run(mails: int, kills: int, seed: int, *, hurry: bool) -> dict[str, Any]:
    """The whole run; returns the figures."""
    with Installation() as installation, BadServer(seed) as server:
        os.environ["ICTDESK_MAIL_URL"] = f"smtp://127.0.0.1:{server.port}"
        house = seed_answers(mails)
        began = time.monotonic()
        worker = Worker(installation, hurry=hurry)
        try:
            windows = story(server, worker, house, mails, kills)
        finally:
            worker.end()
        return verdict(server, worker, house, mails, windows) | {
            "seconds": round(time.monotonic() - began, 1)
        }


def seed_answers(mails: int) -> Any:
    """A house with conversations by mail, and answers that nobody has sent yet."""
    import django

    django.setup()
    from ictdesk.desk.contacts import commands as contacts
    from ictdesk.desk.conversations import opening
    from ictdesk.kernel.actor import Visitor
    from ictdesk.kernel.tenancy import workspace_scope
    from tests.world import make_house

    house = make_house("mailout", {"ada": ("Ada Okafor", "agent")})
    for number in range(0, mails, PER_THREAD):
        with workspace_scope(house.id):
            contact = contacts.make_contact(actor=Visitor(uuid4(), None, None), name="Max")
            contacts.claim_email(
                actor=Visitor(uuid4(), contact.id, None), contact=contact, address=f"max{number}@mail.example"
            )
            conversation = opening.open_conversation(contact, house.inbox, channel="mail", subject="Parcel")
        for answer in range(number, min(mails, number + PER_THREAD)):
            house.say(house.ada.actor, conversation, f"Answer {answer}")
    return house


def story(server: BadServer, worker: Worker, house: Any, mails: int, kills: int) -> Counter[str]:
    """Kills at the worst moment, lets time pass, and waits until every answer has an end.

    Returns for each Message-ID how many kills left it accepted and not noted.
    """
    windows: Counter[str] = Counter()
    until = time.monotonic() + PATIENCE
    passed = time.monotonic()
    each, next_kill = max(1, mails // (kills + 1)), 0
    while time.monotonic() < until:
        if server.fatal.wait(0.2):
            worker.kill()
            server.fatal.clear()
            noted = {id_ for id_, state in states(house).items() if state == "accepted"}
            for id_, copies in server.accepted.items():
                if copies > (id_ in noted) + server.unheard[id_] + windows[id_]:
                    windows[id_] += 1
            server.killed.set()
            worker.again()
            next_kill = server.accepted.total() + each
        elif worker.kills < kills and server.accepted.total() >= next_kill:
            server.deadly.set()
        if time.monotonic() - passed > PASS_EVERY:
            passed = time.monotonic()
            pass_time(house)
        if worker.kills < kills:
            continue
        if len(ends := states(house)) == mails and set(ends.values()) <= {"accepted", "failed"}:
            break
    return windows


def pass_time(house: Any) -> None:
    """What waits for its next attempt is due now."""
    from ictdesk.desk.mail import outbox
    from ictdesk.desk.mail.models import OutgoingMail
    from ictdesk.kernel import clock
    from ictdesk.kernel.tenancy import workspace_scope

    with workspace_scope(house.id):
        OutgoingMail.objects.filter(state="queued", attempts__gt=0).update(due_at=clock.now())
        outbox.run_due()


def states(house: Any) -> dict[str, str]:
    """How far each mail came, by its Message-ID."""
    from ictdesk.desk.mail.models import OutgoingMail
    from ictdesk.kernel.tenancy import workspace_scope

    with workspace_scope(house.id):
        return {name_of(id_): state for id_, state in OutgoingMail.objects.values_list("id", "state")}


@cache
def name_of(mail: UUID) -> str:
    """The Message-ID of a mail, with its workspace in scope."""
    from ictdesk.desk.mail import addresses
    from ictdesk.desk.mail.models import OutgoingMail
    from ictdesk.desk.workspaces import queries

    return addresses.message_id(OutgoingMail(id=mail), queries.workspace())


def verdict(
    server: BadServer, worker: Worker, house: Any, mails: int, windows: Counter[str]
) -> dict[str, Any]:
    """Compares what the mail server took with what the desk says."""
    ends = states(house)
    extra = {id_: count - 1 for id_, count in server.accepted.items() if count > 1}
    return {
        "mails": mails,
        "kills": worker.kills,
        "answers": dict(server.answers),
        "lost": sum(1 for id_, end in ends.items() if end == "accepted" and not server.accepted[id_])
        + mails
        - len(ends),
        "unfinished": sum(1 for end in ends.values() if end not in ("accepted", "failed")),
        "wrong_state": sum(1 for id_, end in ends.items() if (end == "failed") != (id_ in server.refused)),
        "copies": sum(extra.values()),
        "unexplained_copies": sum(
            max(0, count - windows[id_] - server.unheard[id_]) for id_, count in extra.items()
        ),
        "strange_ids": len(set(server.accepted) - set(ends)),
        "windows": sum(windows.values()),
    }


if __name__ == "__main__":
    main()
