"""The end: what stands in its way, what goes, what stays, and that a neighbour is as it was."""

import json
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import pytest
from django.core import mail
from django.db import ProgrammingError
from psycopg import sql

from ictdesk.desk.contacts.models import Contact
from ictdesk.desk.people.models import Seat, User
from ictdesk.desk.workspaces import commands as workspaces
from ictdesk.desk.workspaces.models import Workspace
from ictdesk.kernel import clock
from ictdesk.kernel.audit.models import AuditRecord
from ictdesk.kernel.datamap.persons import person_of
from ictdesk.kernel.errors import Conflict
from ictdesk.kernel.events.models import Event
from ictdesk.kernel.jobs import dispatch
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.tenancy.models import WorkspaceEntry
from ictdesk.kernel.vault import doors, signing
from ictdesk.privacy.endings import blocking, removing, running, steps
from ictdesk.privacy.endings.models import WorkspaceEnd
from ictdesk.privacy.endings.repeating import look
from ictdesk.privacy.endings.running import advance
from ictdesk.privacy.erasure import printing
from ictdesk.privacy.erasure.certificate import document
from ictdesk.privacy.holds import commands as holds
from ictdesk.privacy.ledger import gate, replay
from ictdesk.privacy.ledger.chain import Chain
from ictdesk.privacy.ledger.models import LedgerEntry
from ictdesk.privacy.restriction import commands as restriction
from ictdesk.privacy.rights import commands as rights
from tests.endings.ended import due, finished, run
from tests.forensics import rewound
from tests.forensics.marked import CLEAR, SEALED, mark, where
from tests.isolation.databases import address
from tests.isolation.furnished import Furnished, furnish
from tests.people.browsers import signed_in
from tests.world import House, make_world

DOCUMENT = Path(__file__).parents[2] / "docs" / "privacy" / "verify_certificate.md"


def hashes(house: House) -> dict[str, str]:
    """Of every row of a workspace, by table, as a superuser sees them."""
    query = "select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from {} t where workspace_id = %s"
    with psycopg.connect(address("ictdesk_admin"), autocommit=True) as connection:
        found = {}
        for table in rewound.tables(connection.cursor()):
            row = connection.execute(sql.SQL(query).format(table.place), [house.id]).fetchone()
            found[table.name] = str(row and row[0])
    return found


def settled(home: Furnished, house: House) -> None:
    """What stands in the way goes: the case is taken back, the hold lifted."""
    with workspace_scope(house.id):
        rights.take_back(actor=house.vera.actor, request=home.case)
        holds.lift_hold(actor=house.vera.actor, hold=home.hold)
        restriction.lift(actor=house.vera.actor, restriction=home.restriction, agreed=True)


@dataclass
class Story:
    """One house that ended, told once for all tests here."""

    house: House
    neighbour: House
    before: dict[str, str]
    after: dict[str, str]
    rows: dict[str, str]
    copy: rewound.Copy
    end: WorkspaceEnd
    blocked: list[tuple[str, dict[str, int], bool]] = field(default_factory=list)
    letters: list[mail.EmailMessage] = field(default_factory=list)
    marked: set[str] = field(default_factory=set)


@pytest.fixture(scope="module")
def story(database: None, quick_hashing: None, tmp_path_factory: pytest.TempPathFactory) -> Story:
    world = make_world()
    house, neighbour = world.acme, world.globex
    home, _other = furnish(house), furnish(neighbour)
    due(house)
    blocked = []
    with workspace_scope(house.id):
        standing = blocking.reasons()
    blocked.append((run(house).state, standing, begun(house)))
    settled(home, house)
    with workspace_scope(house.id):
        mark(person_of(contacts=set(Contact.objects.values_list("id", flat=True))))
    marked = where({CLEAR}, {house.id})
    copy = rewound.take(house.id, tmp_path_factory.mktemp("copy") / "files")
    rows, before = hashes(house), hashes(neighbour)
    mail.outbox = []
    end = finished(house)
    return Story(
        house, neighbour, before, hashes(neighbour), rows, copy, end, blocked, list(mail.outbox), marked
    )


def begun(house: House) -> bool:
    with workspace_scope(house.id):
        return bool(LedgerEntry.objects.filter(kind="workspace.end").exists())


def test_open_cases_and_holds_stand_in_the_way(story: Story) -> None:
    ((state, standing, in_ledger),) = story.blocked
    assert state == "blocked"
    assert set(standing) == {"requests", "holds"}
    assert not in_ledger, "nothing was begun"


def test_no_row_and_no_file_is_left_but_the_ledger(story: Story) -> None:
    now = hashes(story.house)
    empty = now["tag"]
    assert {name for name, value in now.items() if value != empty} == {"ledger_entry"}
    assert {name for name, value in story.rows.items() if value != empty} >= {
        "message",
        "event",
        "audit_record",
    }
    assert not rewound.files_of(story.house.id).exists()
    assert story.marked, "a word of theirs was there"
    assert where({CLEAR, SEALED}, {story.house.id}) == set()


def test_a_neighbour_is_as_it_was(story: Story) -> None:
    assert story.after == story.before


def test_its_people_belong_nowhere(story: Story) -> None:
    house = story.house
    assert not Seat.objects.filter(workspace_id=house.id).exists()
    assert not User.objects.filter(email__in=[one.email for one in house.people.values()]).exists()
    assert User.objects.filter(email=story.neighbour.hank.email).exists()


def test_its_address_is_nobody_elses(story: Story) -> None:
    with pytest.raises(Conflict):
        workspaces.found_workspace(slug=story.house.slug, name=story.house.slug.capitalize())
    answer = signed_in(story.neighbour.hank).get(f"/desk/{story.house.slug}/inbox/")
    assert answer.status_code == 404
    alias = "cell_eu"
    for state in ("", "ending"):
        assert story.house.id not in dispatch.workspaces_of(alias, state)
    assert story.neighbour.id in dispatch.workspaces_of(alias)


def test_the_certificate_is_right_and_is_mailed(story: Story, tmp_path: Path) -> None:
    end = story.end
    assert (end.state, end.step, end.owners) == ("done", "tell", [])
    said = end.certificate
    assert said is not None
    assert said["removed"]["message"] > 0
    assert said["removed"]["files"] > 0
    assert said["removed"]["user_account"] == len(story.house.people)
    assert [one["table"] for one in said["stays"]] == ["ledger_entry", "workspace_entry", "workspace_end"]
    assert {one["where"] for one in said["copies"]} >= {"backups", "copies_of_wrapped_keys"}
    assert not set(re.findall("[^ ]+@[^ ]+", json.dumps(said))), "it names nobody"
    (letter,) = [one for one in story.letters if "has ended" in one.subject]
    assert letter.to == [story.house.vera.email]
    assert len(letter.attachments) == 2
    assert printing.pdf_of_end(end, story.house.slug).startswith(b"%PDF")
    (script,) = re.findall(r"```python\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "verify.py").write_text(script)
    (tmp_path / "key.pem").write_text(signing.public_pem())
    for changed, status in ((False, 0), (True, 1)):
        text = document(end)
        (tmp_path / "end.json").write_bytes(
            text.replace(b'"message": ', b'"message": 1') if changed else text
        )
        command = [sys.executable, "verify.py", "end.json", "key.pem"]
        assert subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).returncode == status


def test_a_restore_ends_it_again(story: Story) -> None:
    """Both kinds of copies: with the keys of then, and with those of now."""
    for keys in (True, False):
        rewound.put_back(story.copy, keys=keys)
        WorkspaceEntry.objects.filter(id=story.house.id).update(state="")
        assert hashes(story.house)["message"] == story.rows["message"]
        assert [gap.workspace for gap in gate.gaps()] == [story.house.id], "the desk stays closed"
        report = replay.replay(story.house.id)
        assert (report.done["workspace.end"], report.found) == (1, [])
        test_no_row_and_no_file_is_left_but_the_ledger(story)
        assert WorkspaceEntry.find(id=story.house.id).state == "ended"
        assert gate.gaps() == []
        assert hashes(story.neighbour) == story.before


def test_a_sweep_finds_what_came_back(story: Story) -> None:
    rewound.put_back(story.copy, keys=True)
    chain = Chain(story.house.id)
    with workspace_scope(story.house.id):
        found = look(list(chain.entries())[-1:])
    assert {"rows in message", "rows in event"} <= set(found)
    assert any("keys" in one for one in found)
    replay.replay(story.house.id)


def test_a_log_keeps_its_rows_until_the_ledger_says_so(story: Story) -> None:
    for log in (AuditRecord, Event):
        with (
            pytest.raises(ProgrammingError, match="go with their workspace alone"),
            workspace_scope(story.neighbour.id),
        ):
            removing.remove(log)
        with workspace_scope(story.neighbour.id):
            assert log.objects.exists()


def test_it_goes_on_after_a_kill_at_any_step() -> None:
    """Each step's cell is committed and its note is not: it is done again, and the end is the same."""
    world = make_world()
    world.acme.talk("Hello")
    due(world.acme)
    with workspace_scope(world.acme.id):
        running.go_on()
    seen = []
    for _ in range(40):
        end = WorkspaceEnd.objects.get(workspace_id=world.acme.id)
        if end.step == "wait":
            break
        seen.append(end.step)
        with workspace_scope(world.acme.id), doors.opened_wide("rights"):
            steps.STEPS[end.step](end)
        advance(world.acme.id)
    assert seen == ["begin", "stop", "keys", "rows", "files", "look"]
    with workspace_scope(world.acme.id):
        assert removing.left() == []
        assert LedgerEntry.objects.filter(kind="workspace.end", void=False).count() == 1
    assert finished(world.acme).state == "done"


def test_taken_back_in_time_nothing_begins() -> None:
    world = make_world()
    due(world.acme)
    with workspace_scope(world.acme.id):
        running.go_on()
        Workspace.objects.update(ends_at=None)
    assert not advance(world.acme.id)
    assert signed_in(world.acme.vera).get(f"/desk/{world.acme.slug}/inbox/").status_code == 200


def test_owners_are_told_by_mail_what_the_end_waits_for() -> None:
    """At once, then once a week; when it is out of the way the end goes on by itself."""
    world = make_world()
    acme = world.acme
    home = furnish(acme)
    due(acme)
    mail.outbox = []
    assert run(acme).state == "blocked"
    (told,) = mail.outbox
    assert told.to == [acme.vera.email]
    assert "Open requests about people's data: 1\n- Holds: 1" in str(told.body)
    run(acme)
    assert len(mail.outbox) == 1, "not each minute"
    a_week_ago = clock.now() - steps.WARN_AGAIN
    WorkspaceEnd.objects.filter(workspace_id=acme.id).update(warned_at=a_week_ago)
    with workspace_scope(acme.id):
        rights.take_back(actor=acme.vera.actor, request=home.case)
    assert run(acme).state == "blocked"
    assert "requests" not in str(mail.outbox[1].body).partition("\n\n")[2].partition("\n\n")[0]
    with workspace_scope(acme.id):
        holds.lift_hold(actor=acme.vera.actor, hold=home.hold)
    assert run(acme).state == "waiting"
