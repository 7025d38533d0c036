"""What a person can have done, tried on a canary by the ways of the product (rows 11 to 15, 17 to 19)."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import msgspec
from django.db import connections, transaction

from ictdesk.desk.contacts import queries as contacts
from ictdesk.desk.contacts.models import Contact
from ictdesk.desk.conversations import commands as chat
from ictdesk.desk.conversations import queries as talks
from ictdesk.desk.conversations.models import Message
from ictdesk.kernel.datamap.bundle_shapes import BundleShape
from ictdesk.kernel.datamap.persons import person_of
from ictdesk.kernel.errors import DomainError
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.vault import keyring
from ictdesk.privacy.erasure import repeating
from ictdesk.privacy.erasure.models import ErasureRun
from ictdesk.privacy.export.models import Redaction
from ictdesk.privacy.ledger.entries import Entry
from ictdesk.privacy.ledger.models import LedgerEntry
from ictdesk.privacy.objection import asking as objections
from ictdesk.privacy.objection import commands as objection
from ictdesk.privacy.rectification import commands as rectification
from ictdesk.privacy.rectification.places import Place
from ictdesk.privacy.restriction import commands as restriction
from ictdesk.privacy.rights.models import RightsRequest
from ictdesk.privacy.rights.words import Right
from ictdesk.trust.promises import casework
from ictdesk.trust.promises.claims import WEEKLY, Broken, Evidence, check, claim
from ictdesk.trust.promises.ground import KEEPER, US, Bird, Ground, bird, erase, write
from ictdesk.trust.promises.sweeping import traces

STRANGER = "Her sister is carol.stranger@canary.invalid, +44 20 7946 0018."
MARKETING = "marketing.communications.email"
claim(
    "rights.access",
    11,
    "Art. 15",
    "A copy of the data holds everything that was kept about the person, and nobody else's.",
    tests=("tests/privacy/test_bundle.py", "tests/forensics/test_access_sweep.py"),
)
claim(
    "rights.access.third",
    12,
    "Art. 15(4)",
    "What tells of somebody else is looked at by a person before it is handed out.",
    tests=("tests/privacy/test_recognising.py", "tests/privacy/test_whose.py"),
)
claim(
    "rights.rectify",
    13,
    "Art. 16, 19",
    "A corrected value is everywhere, and the old one is found nowhere.",
    tests=("tests/privacy/test_rectification.py",),
)
claim(
    "rights.erase",
    14,
    "Art. 17",
    "Of an erased person no word can be read any more: not in a table, a queue or a file.",
    tests=("tests/forensics/test_sweep.py", "tests/privacy/test_erasure.py"),
)
claim(
    "rights.restore",
    15,
    "Art. 17, 32(1)",
    "What was erased stays erased when an older copy of the data is put back.",
    tests=("tests/bootstrap/test_backup.py", "tests/forensics/test_interleavings.py"),
)
claim(
    "rights.port",
    17,
    "Art. 20",
    "The data can be taken along in a form that another desk reads.",
    tests=("tests/imports/test_bundle.py",),
)
claim(
    "rights.restrict",
    18,
    "Art. 18",
    "The data of a restricted person only lies there: whoever works with the desk cannot open or use it.",
    tests=("tests/privacy/test_restriction_matrix.py",),
)
claim(
    "rights.object",
    19,
    "Art. 21(2), (3)",
    "An objection to marketing counts at once, and outlives an erasure.",
    tests=("tests/privacy/test_objection.py",),
)


@contextmanager
def asking(one: Bird, *rights: Right) -> Iterator[RightsRequest]:
    """A case in work for as long as a check needs it."""
    row = casework.begun(one, *rights)
    try:
        yield row
    finally:
        casework.close(one, row)


@check("rights.access", "probe", every=WEEKLY, fault="a field is left out of the archive")
def a_copy_is_complete(on: Ground) -> Evidence:
    with bird(on.canary) as other, bird(on.canary) as one, asking(one, "access") as row:
        casework.searched(one, row)
        archive = casework.archive(one, casework.granted(one, row))
        said = archive.read("data.json").decode()
        missing = [what for what in (one.address, f"Bird {one.mark}", str(one.talk.id)) if what not in said]
        if missing or said.count(one.mark) < 3:
            raise Broken(f"{len(missing)} things that were kept are not in the archive.")
        if other.mark in said:
            raise Broken("The archive holds somebody else's words.")
        manifest = msgspec.json.decode(archive.read("manifest.json"))
        return {"rows": sum(manifest["rows"].values()), "data_map": manifest["data_map"]}


@check("rights.access.third", "probe", every=WEEKLY, fault="what tells of others is not looked for")
def others_are_looked_for(on: Ground) -> Evidence:
    with bird(on.canary) as one, asking_after(one, STRANGER) as row:
        casework.searched(one, row)
        with workspace_scope(on.canary):
            found = Redaction.objects.filter(request=row, state="open").count()
        try:
            casework.granted(one, row)
            waits = False
        except DomainError:
            waits = True
    if not found or not waits:
        raise Broken("An archive that tells of somebody else would leave without anybody's look.")
    return {"passages": found}


@contextmanager
def asking_after(one: Bird, words: str) -> Iterator[RightsRequest]:
    """Asks for access after somebody of the team has noted something."""
    with workspace_scope(one.workspace):
        chat.note(actor=KEEPER, conversation=one.talk, client_id=uuid4(), text=words)
    with asking(one, "access") as row:
        yield row


@check("rights.rectify", "probe", every=WEEKLY, fault="the old address is still found")
def a_correction_is_everywhere(on: Ground) -> Evidence:
    with bird(on.canary) as one, asking(one, "rectification") as row, workspace_scope(on.canary):
        contact = Contact.objects.get(id=one.talk.contact_id)
        address = contact.identities.get(kind="email")
        fresh = f"right-{one.mark}@canary.invalid"
        place = Place("identity", address.id, "value")
        rectification.correct(actor=KEEPER, request=row, place=place, value=fresh)
        if contacts.addressed_as(fresh) != [contact] or contacts.addressed_as(one.address):
            raise Broken("The person is still found by what was wrong, or not by what is right.")
    return {"corrected": 1}


@check("rights.erase", "probe", every=WEEKLY, fault="the key or a row of an erased person stays")
def nothing_of_an_erased_person_is_left(on: Ground) -> Evidence:
    one = write(on.canary)
    with workspace_scope(on.canary):
        known = person_of(subjects=[one.talk.subject_id])
        if not Message.objects.filter(conversation=one.talk).exists():
            raise Broken("The canary was not kept in the first place.")
    run_id = erase(one)
    with workspace_scope(on.canary):
        run = ErasureRun.objects.get(id=run_id)
        rows = sum(run.counts.values())
        keyring.forget()
        alive = keyring.subject_keys(set(known.subjects))
        left = Contact.objects.filter(id=one.talk.contact_id).exists()
    found = traces(on.canary, one.mark)
    if alive or left or found or run.step in ("begin", "keys", "rows", "look"):
        raise Broken(f"Left: {len(alive)} keys, {', '.join(found) or 'no words'}; the run is at {run.step}.")
    return {"rows": rows, "keys": run.keys, "run": str(run_id)}


@check("rights.restore", "drill", every=WEEKLY, fault="the ledger is not repeated after a restore")
def a_restored_person_is_erased_again(on: Ground) -> Evidence:
    """A row as an older copy has it is put back, and the ledger's entry repeated; all in a transaction that comes to nothing."""
    one = write(on.canary)
    with workspace_scope(on.canary) as scope, connections[scope.alias].cursor() as cursor:
        cursor.execute("select row_to_json(c)::text from contact c where id = %s", [one.talk.contact_id])
        copy = cursor.fetchone()[0]
    run_id = erase(one)
    with workspace_scope(on.canary) as scope, transaction.atomic(using=scope.alias):
        lines = (
            LedgerEntry.objects.filter(kind="erasure")
            .order_by("-sequence")
            .values_list("line", flat=True)[:5]
        )
        entries = [Entry.read(line) for line in lines]
        mine = [entry for entry in entries if entry.facts.get("run") == str(run_id)]
        with connections[scope.alias].cursor() as cursor:
            cursor.execute(
                "insert into contact select * from json_populate_record(null::contact, %s)", [copy]
            )
        before = repeating.look(mine)
        repeating.again(mine)
        after = repeating.look(mine)
        transaction.set_rollback(True, using=scope.alias)
    if not before or after:
        raise Broken(f"After the repetition: {', '.join(after) or 'nothing was seen before it'}.")
    return {"put_back": len(before), "left": 0, "entry": mine[0].sequence}


@check("rights.port", "probe", every=WEEKLY, fault="the file does not keep to the schema")
def what_is_taken_along_can_be_read(on: Ground) -> Evidence:
    with bird(on.canary) as one, asking(one, "portability") as row:
        content = casework.archive(one, casework.granted(one, row)).read("data.json")
    try:
        said = msgspec.json.decode(content, type=BundleShape)
    except msgspec.ValidationError as error:
        raise Broken("The file does not keep to the published schema.") from error
    told = {table.table: len(table.rows) for table in said.tables}
    if one.mark not in content.decode() or not told.get("message"):
        raise Broken("What the person wrote is not in the file.")
    return {"tables": len(told), "rows": sum(told.values()), "data_map": said.data_map}


@check("rights.restrict", "probe", every=WEEKLY, fault="the key of a restricted person is in reach")
def a_restricted_person_is_out_of_reach(on: Ground) -> Evidence:
    with bird(on.canary) as one, asking(one, "restriction") as row:
        with workspace_scope(on.canary):
            placed = restriction.restrict(actor=KEEPER, request=row, ground="accuracy")
            keyring.forget()
            reached = keyring.subject_keys({one.talk.subject_id})
            seen = one.mark in repr(talks.messages_page(actor=US, conversation_id=one.talk.id))
        with workspace_scope(on.canary):
            placed = restriction.announce(actor=KEEPER, restriction=placed)
            restriction.lift(actor=KEEPER, restriction=placed, agreed=True)
            again = keyring.subject_keys({one.talk.subject_id})
    if reached or seen:
        raise Broken("What a restricted person wrote can be opened.")
    if not again:
        raise Broken("After the restriction nothing can be opened any more.")
    return {"keys_in_reach": 0}


@check("rights.object", "probe", every=WEEKLY, fault="an objection ends with an erasure")
def an_objection_outlives_an_erasure(on: Ground) -> Evidence:
    with bird(on.canary) as one, asking(one, "objection") as row, workspace_scope(on.canary):
        before = objections.suppressed(one.address, MARKETING)
        objection.object_to(actor=KEEPER, request=row, scope="marketing")
        at_once = objections.suppressed(one.address, MARKETING)
    with workspace_scope(on.canary):
        after = objections.suppressed(one.address, MARKETING)
    if (before, at_once, after) != (False, True, True):
        raise Broken(f"The gate said {before}, {at_once} and {after} before, under and after the erasure.")
    return {"asked": 3}
