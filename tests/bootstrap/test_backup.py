"""Copies of a desk that runs, a restore, and a desk that stays closed until its ledger was replayed."""

import json
import os
import shutil
import smtplib
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from pytest_django.fixtures import Settings

from ictdesk.kernel.vault import root
from ictdesk.project.backup import proof
from ictdesk.project.cluster import PROGRAMS
from ictdesk.project.errors import StartupProblem
from tests.bootstrap.desk_process import PATIENCE, DeskProcess
from tests.bootstrap.test_copies_in_bucket import lock_for, versions
from tests.bootstrap.test_epochs import names
from tests.bootstrap.test_up import PASSWORD
from tests.privacy.bucket_server import SECRET, Storage
from tests.server import free_port

ERASE = """
from ictdesk.desk.contacts.models import Contact
from ictdesk.kernel.actor import System
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.tenancy.models import WorkspaceEntry
from ictdesk.privacy.erasure import commands, running
home = WorkspaceEntry.objects.get(slug="acme").id
with workspace_scope(home):
    whom = Contact.objects.order_by("id").first()
    print(whom.id)
    run = commands.erase(actor=System("drill"), subjects=[whom.subject_id], cause="retention")
while running.advance(home, run.id):
    pass
"""
AGREED = """
from ictdesk.kernel.actor import System
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.tenancy.models import WorkspaceEntry
from ictdesk.privacy.consent import commands
from ictdesk.privacy.consent.saying import Said
with workspace_scope(WorkspaceEntry.objects.get(slug="acme").id):
    made = dict(use="marketing.communications.email", texts=dict(en="News."), double=False)
    news = commands.make_purpose(actor=System("drill"), key="drill", name="News", **made)
    commands.keep_answer(actor=System("drill"), purpose=news, address="reader@mail.example", state="given", how=Said("form"))
"""
RIGHTS = """
from ictdesk.desk.contacts.models import Contact, Identity
from ictdesk.desk.people.models import Member as Row
from ictdesk.kernel import clock
from ictdesk.kernel.actor import Member
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.tenancy.models import WorkspaceEntry
from ictdesk.privacy.consent import commands as consents
from ictdesk.privacy.consent.models import ConsentPurpose
from ictdesk.privacy.consent.saying import Said
from ictdesk.privacy.holds import commands as holds
from ictdesk.privacy.objection import commands as objection
from ictdesk.privacy.rectification import commands as rectification
from ictdesk.privacy.rectification.places import Place
from ictdesk.privacy.restriction import commands as restriction
from ictdesk.privacy.rights import commands as rights
from ictdesk.privacy.rights.commands import Asked
with workspace_scope(WorkspaceEntry.objects.get(slug="acme").id):
    owner = Member(Row.objects.get(role="owner").id, "owner", "Drill")
    given = Identity.objects.filter(kind="email").values("contact_id")
    limited, known, wrong, sued = Contact.objects.filter(id__in=given).order_by("id")[:4]
    def case(right, whom):
        return rights.open_case(actor=owner, asked=Asked("phone", [right]), people=[whom.subject_id])
    row = restriction.restrict(actor=owner, request=case("restriction", limited), ground="accuracy")
    objection.object_to(actor=owner, request=case("objection", known), scope="marketing")
    asked = rights.sort_case(actor=owner, request=case("rectification", wrong), rights=["rectification"], people=[])
    rights.identify(actor=owner, request=asked, method="mailbox")
    asked = rights.begin_work(actor=owner, request=asked)
    place = Place("contact", wrong.id, "name")
    rectification.correct(actor=owner, request=asked, place=place, value="Nobody Else")
    holds.place_hold(
        actor=owner, subjects=[sued.subject_id], kind="legal_claim", reason="They sue", review_on=clock.now().date()
    )
    news = ConsentPurpose.objects.get(key="drill")
    consents.keep_answer(actor=owner, purpose=news, address="reader@mail.example", state="withdrawn", how=Said("form"))
    print("WHOM", limited.id, known.id, wrong.id, sued.id)
"""
STANDING = """
from ictdesk.desk.contacts.models import Contact, Identity
from ictdesk.kernel.audit.models import AuditRecord
from ictdesk.kernel.guards import ERASURE, reasons
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.tenancy.models import WorkspaceEntry
from ictdesk.kernel.vault.keyring import subject_keys
from ictdesk.privacy.consent.asking import may
from ictdesk.privacy.objection.asking import suppressed
from ictdesk.privacy.restriction.queries import standing
with workspace_scope(WorkspaceEntry.objects.get(slug="acme").id):
    limited, known, wrong, sued = (Contact.objects.get(id=one) for one in "{}".split())
    address = Identity.objects.filter(contact=known, kind="email").first().value
    assert not subject_keys([limited.subject_id])  # keys are the newest in any copy: theirs stays out of reach
    print("STANDING", *map(int, (
        bool(standing([limited.subject_id])),
        suppressed(address, "marketing.communications.email"),
        AuditRecord.objects.filter(action="rights.correct_again", object_id=wrong.id).exists(),
        bool(reasons([sued.subject_id], ERASURE)),
        not may("reader@mail.example", "drill"),
    )))
"""
LEFT = """
from ictdesk.desk.contacts.models import Contact
from ictdesk.desk.conversations.models import Message
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.tenancy.models import WorkspaceEntry
from ictdesk.kernel.vault.keyring import Erased
with workspace_scope(WorkspaceEntry.objects.get(slug="acme").id):
    whom = Contact.objects.filter(id="{}").first()
    rows = Message.objects.filter(conversation__contact=whom).count() if whom else 0
    try:
        name = whom.name if whom else ""
    except Erased:
        name = "(closed)"
    print("LEFT", rows, name)
"""
SPOIL = """
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.tenancy.models import WorkspaceEntry
from ictdesk.kernel.vault.models import SubjectKey
with workspace_scope(WorkspaceEntry.objects.get(slug="acme").id):
    row = SubjectKey.objects.filter(wrapped__isnull=False).first()
    SubjectKey.objects.filter(id=row.id).update(wrapped=bytes(row.wrapped)[:-1] + b"x")
"""


DEVELOPMENT = {"ICTDESK_DEBUG": "1"}
"""The prompt is open there without a grant."""


def ictdesk(place: Path, *arguments: str, data: str = "data", script: str = "") -> str:
    """What the command prints; the ledger lies beside the data. Raises `AssertionError` with what went wrong."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ICTDESK_")}
    done = subprocess.run(
        [sys.executable, "-m", "ictdesk", *arguments, "--data", str(place / data)],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
        input=script,
        env=environment | DEVELOPMENT | {"ICTDESK_LEDGER": str(place / "ledger")} | in_storage(place),
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def in_storage(place: Path) -> dict[str, str]:
    return json.loads((place / "storage.json").read_text()) if (place / "storage.json").exists() else {}


def desk(place: Path, *arguments: str, data: str = "data") -> DeskProcess:
    environment = PASSWORD | {"ICTDESK_LEDGER": str(place / "ledger")}
    return DeskProcess(place / data, *arguments, environment=environment)


def left(place: Path, whom: str, data: str) -> list[str]:
    """How many messages of somebody there are, and the name that can be read."""
    said = ictdesk(place, "shell", script=LEFT.format(whom), data=data)
    return next(line for line in said.splitlines() if line.startswith("LEFT")).split(maxsplit=2)[1:]


def standing(place: Path, whom: str, data: str) -> str:
    """Of restriction, objection, correction, hold and withdrawal: 1 where it is known, 0 where it is forgotten."""
    said = ictdesk(place, "shell", script=STANDING.format(whom), data=data)
    return next(line for line in said.splitlines() if line.startswith("STANDING")).partition(" ")[2]


def stamps(place: Path, kind: str) -> list[str]:
    return sorted(path.name for path in (place / "copies" / kind).iterdir())


@dataclass
class Made:
    """Two copies of a desk; between them somebody was erased, and others used other rights. It does not run any more."""

    place: Path
    names: list[str]
    """Of who is left."""
    erased: str
    """The id of who is not."""
    whom: str
    """The ids of those who were restricted, objected, were corrected and are held."""
    older: str
    storage: Storage
    buckets: list[str]
    """Of the data, which locks, and of the keys, as arguments of both commands."""

    @property
    def root(self) -> str:
        return str(self.place / "data" / "secrets" / "root_key")

    @property
    def restore(self) -> list[str]:
        return ["restore", str(self.place / "copies"), "--root-key", self.root]


@pytest.fixture(scope="module")
def made() -> Iterator[Made]:
    with tempfile.TemporaryDirectory(prefix="ictdesk-backup-") as folder, Storage() as storage:
        place = Path(folder)
        place.chmod(0o755)
        buckets = _buckets(place, storage)
        with desk(place, "--demo", "--port", "0") as running:
            before = names(running.url, place / "data")
            (place / "data" / "files").mkdir(exist_ok=True)
            (place / "data" / "files" / "sealed").write_bytes(b"sealed")
            ictdesk(place, "shell", script=AGREED)
            ictdesk(place, "backup", *buckets)
            ictdesk(place, "backup", str(place / "copies"))
            (older,) = stamps(place, "data")
            shutil.copytree(place / "copies" / "keys" / older, place / "forgotten")
            erased = ictdesk(place, "shell", script=ERASE).split()[-1]
            after = names(running.url, place / "data")
            assert len(set(before) - set(after)) == 1
            said = ictdesk(place, "shell", script=RIGHTS)
            whom = next(line for line in said.splitlines() if line.startswith("WHOM")).partition(" ")[2]
            assert standing(place, whom, "data") == "1 1 0 1 1", "the correction is there itself"
            shown = names(running.url, place / "data")
            ictdesk(place, "backup", str(place / "copies"))
            ictdesk(place, "backup", *buckets)
            ictdesk(place, "shell", script=SPOIL)
            with pytest.raises(AssertionError, match="does not open"):
                ictdesk(place, "backup", str(place / "copies"))
        yield Made(place, shown, erased, whom, older, storage, buckets)


def _buckets(place: Path, storage: Storage) -> list[str]:
    data, keys = storage.bucket(locks=True), storage.bucket(locks=False)
    lock_for(storage, data, days=7)
    storage.client.put_bucket_versioning(Bucket=keys, VersioningConfiguration={"Status": "Enabled"})
    (place / "secret").write_text(SECRET)
    given = {"ICTDESK_S3_ENDPOINT": storage.url, "ICTDESK_S3_SECRET_FILE": str(place / "secret")}
    (place / "storage.json").write_text(json.dumps(given))
    return [f"s3://{data}/desk", "--keys", f"s3://{keys}"]


def test_of_the_keys_there_is_the_newest_copy_only(made: Made) -> None:
    """The failed third run has destroyed nothing."""
    assert len(stamps(made.place, "data")) == 2
    assert stamps(made.place, "keys") == stamps(made.place, "data")[1:]
    epochs = made.place / "data" / "keys" / "epochs"
    assert sorted(file.name for file in epochs.iterdir()) == ["5.key", "6.key"]
    copied = list((made.place / "copies").rglob("*"))
    assert [path.name for path in copied if path.suffix == ".key"] == ["4.key"]
    assert not [path for path in copied if path.name == "root_key"]


def test_a_forgotten_dump_of_the_keys_opens_nothing(made: Made, settings: Settings) -> None:
    """The control: beside the epoch key of its time it would."""
    dump = made.place / "forgotten" / "cell_eu_keys.dump"
    run = [str(PROGRAMS / "pg_restore"), "--data-only", "--file=-", str(dump)]
    text = subprocess.run(run, check=True, capture_output=True, text=True).stdout
    settings.ICTDESK_ROOT_KEY_FILES = {"cell_eu": made.restore[-1]}
    root.root.cache_clear()
    try:
        assert proof.prove(text, made.place / "forgotten" / "epochs") == 17
        with pytest.raises(StartupProblem, match="does not open"):
            proof.prove(text, made.place / "data" / "keys" / "epochs")
    finally:
        root.root.cache_clear()


def test_the_newest_copy_is_restored(made: Made) -> None:
    assert "as far as its ledger" in ictdesk(made.place, *made.restore, data="newest")
    with pytest.raises(AssertionError, match="is there already"):
        ictdesk(made.place, *made.restore, data="newest")


def test_an_older_copy_is_not_served_before_its_ledger_was_replayed(made: Made) -> None:
    place, url = made.place, f"http://127.0.0.1:{(port := free_port())}"
    shutil.move(place / "ledger", place / "away")
    ictdesk(place, *made.restore, "--at", made.older, data="older")
    shutil.rmtree(place / "ledger")  # without one, an empty one is begun
    shutil.move(place / "away", place / "ledger")
    shutil.copy(place / "data" / "demo.json", place / "older")
    assert (place / "older" / "files" / "sealed").read_bytes() == b"sealed"
    mail = free_port()
    with desk(place, "--port", str(port), "--smtp-port", str(mail), data="older") as closed:
        closed.wait_for("the desk is in quarantine")
        assert httpx.get(f"{url}/healthz", timeout=30).status_code == 200
        for path in ("/", "/readyz", "/api/v1/contacts", "/rt/v1/events", "/widget.js"):
            assert (path, httpx.get(f"{url}{path}", timeout=30).status_code) == (path, 503)
        with pytest.raises(smtplib.SMTPConnectError) as refused:
            smtplib.SMTP("127.0.0.1", mail, timeout=PATIENCE)
        assert refused.value.smtp_code == 421
        assert left(place, made.erased, "older") == ["2", "(closed)"], "it would have been there again"
        assert standing(place, made.whom, "older") == "0 0 0 0 0", "each would have been forgotten"
        said = ictdesk(place, "restore", "--replay", data="older")
        assert (
            "from 0 to 6; done again: 1 x erasure, 1 x hold.placed, 1 x objection, 1 x rectification" in said
        )
        assert "1 x restriction.placed, 1 x withdrawal" in said
        assert standing(place, made.whom, "older") == "1 1 1 1 1"
        assert left(place, made.erased, "older") == ["0"]
        shown = names(closed.url, place / "older")  # open again, without a restart
        at = made.names.index("Nobody Else")
        assert shown.pop(at) != "Nobody Else", "no ledger holds words: the office is told to write them again"
        assert shown == [*made.names[:at], *made.names[at + 1 :]]


def test_a_bucket_is_as_good_as_a_folder(made: Made) -> None:
    """The drill, once: what was erased is closed even in the older copy, which is not served until it was replayed."""
    place, storage = made.place, made.storage
    listed = ictdesk(place, "backup", *made.buckets, "--list").splitlines()
    older, newer = (line.split()[0] for line in listed[:2])
    assert listed[2] == f"keys: {newer}"
    assert {key.split("/")[1] for key in versions(storage, made.buckets[2][5:], "keys/")} == {newer}
    shutil.move(place / "ledger", place / "away")
    said = ictdesk(place, "restore", *made.buckets, "--root-key", made.root, "--at", older, data="bucket")
    assert f"Restored: {older}" in said
    shutil.rmtree(place / "ledger")
    shutil.move(place / "away", place / "ledger")
    assert not list((place / "bucket" / "run").glob("back-*")), "what was fetched is gone"
    assert (place / "bucket" / "files" / "sealed").read_bytes() == b"sealed"
    with desk(place, "--port", "0", data="bucket") as closed:
        closed.wait_for("the desk is in quarantine")
        assert left(place, made.erased, "bucket") == ["2", "(closed)"], "it would have been there again"
        assert "done again: 1 x erasure" in ictdesk(place, "restore", "--replay", data="bucket")
        assert left(place, made.erased, "bucket") == ["0"]
        assert standing(place, made.whom, "bucket") == "1 1 1 1 1"


def test_keys_in_a_bucket_that_locks_are_refused_before_anything_is_made(made: Made) -> None:
    with pytest.raises(AssertionError, match="could not be destroyed"):
        ictdesk(made.place, "backup", made.buckets[0])


@pytest.mark.parametrize("broken", ["data", "keys"])
def test_a_broken_copy_is_refused(made: Made, tmp_path: Path, broken: str) -> None:
    shutil.copytree(made.place / "copies", tmp_path / "copies")
    (dump, *_) = sorted((tmp_path / "copies" / broken).rglob("*.dump"), reverse=True)
    content = bytearray(dump.read_bytes())
    content[len(content) // 2] ^= 1
    dump.write_bytes(content)
    root = made.restore[-1]
    with pytest.raises(AssertionError, match="is not what was written"):
        ictdesk(made.place, "restore", str(tmp_path / "copies"), "--root-key", root, data=f"broken-{broken}")


def test_without_the_root_key_or_from_nothing_it_says_so(made: Made, tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="root key is in no copy"):
        ictdesk(made.place, *made.restore[:2], data="rootless")
    with pytest.raises(AssertionError, match="no finished copy"):
        ictdesk(made.place, "restore", str(tmp_path), *made.restore[2:], data="from-nothing")
    with pytest.raises(AssertionError, match="lost with it"):
        ictdesk(made.place, "backup", str(made.place / "data" / "copies"))
