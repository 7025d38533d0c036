"""What checks found, told: signed for programs, on the public page, in the office, by mail once, and at the terminal."""

import argparse
import json
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.db import DatabaseError, transaction
from pytest_django.asserts import assertNumQueries

from ictdesk.desk.conversations.models import Conversation
from ictdesk.desk.people.models import User
from ictdesk.kernel import clock
from ictdesk.kernel.audit.models import AuditRecord
from ictdesk.kernel.errors import Invalid, NotAllowed, NotFound
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.tenancy.models import CANARY, PROCESSOR, WorkspaceEntry
from ictdesk.kernel.vault import signing
from ictdesk.project import proving
from ictdesk.project.errors import StartupProblem
from ictdesk.trust.promises import bundle, commands, ground, jobs, queries, running
from ictdesk.trust.promises.claims import HOURLY, checks, claims, find
from ictdesk.trust.promises.ground import KEEPER, Ground
from ictdesk.trust.promises.models import Attestation, CheckResult, ClaimTurn
from ictdesk.trust.promises.standing import Standing
from tests.kernel.queue_of import jobs as queued
from tests.people.browsers import signed_in
from tests.requesters.test_pages import a_browser
from tests.trust.visits import Vendor, make_vendor
from tests.world import World
from tools import recording

VERIFY = Path(__file__).resolve().parents[2] / "docs" / "privacy" / "verify_evidence.md"
QUICK = "rights.complain:each_country_has_an_authority"


@pytest.fixture(scope="module")
def vendor() -> Vendor:
    return make_vendor()


def kept(name: str, outcome: str, *, hours: float = 0, fault: str = "") -> CheckResult:
    at = clock.now() - timedelta(hours=hours)
    return running.keep(CheckResult(name=name, at=at, outcome=outcome, fault=fault, took=1))


def state(key: str) -> Standing:
    return next(one for one in queries.standings() if one.claim.key == key)


def settled(vendor: Vendor) -> None:
    """Whatever turned before is told."""
    jobs.tell(vendor.id)
    mail.outbox.clear()


def test_a_result_is_kept_and_never_changed() -> None:
    row = kept(QUICK, "passed")
    for act in (row.delete, lambda: CheckResult.objects.filter(id=row.id).update(outcome="failed")):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
    assert CheckResult.objects.get(id=row.id).outcome == "passed"


def test_the_bundle_is_verified_by_a_script_of_nobodys(tmp_path: Path) -> None:
    script = re.search(r"```python\n(.*?)```", VERIFY.read_text(encoding="utf-8"), re.DOTALL)
    assert script
    (tmp_path / "verify.py").write_text(script[1], encoding="utf-8")
    (tmp_path / "key.pem").write_text(signing.public_pem(), encoding="ascii")
    answer = a_browser().get("/.well-known/privacy-evidence.json")
    assert answer["Cache-Control"] == "public, max-age=300"

    def verify(content: str) -> subprocess.CompletedProcess[str]:
        (tmp_path / "evidence.json").write_text(content, encoding="utf-8")
        command = [sys.executable, "verify.py", "evidence.json", "key.pem"]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    right = verify(answer.content.decode())
    assert right.returncode == 0, right.stderr
    assert f"right: {len(claims())} claims" in right.stdout
    said = json.loads(answer.content)
    said["statement"]["claims"][0]["state"] = "proved?"
    altered = verify(json.dumps(said))
    assert "the statement was altered" in altered.stderr
    said = json.loads(answer.content)
    assert {"software", "data_map", "checkpoint", "subprocessors", "regions", "gpc"} <= said[
        "statement"
    ].keys()


def test_what_is_told_of_a_claim_comes_from_what_was_found() -> None:
    kept(QUICK, "failed", fault="No authority is known for IE.")
    told = {one["key"]: one for one in bundle.bundle()["statement"]["claims"]}["rights.complain"]
    assert (told["state"], told["why"]) == ("failed", ""), "what is broken is told inside"
    assert "does not hold now" in a_browser().get("/gdpr").content.decode()
    for one in find("rights.complain").checks:  # type: ignore[union-attr]
        kept(one.name, "passed")
    assert state("rights.complain").state == "proved"
    page = a_browser().get("/gdpr/proofs").content.decode()
    assert "Of the last 30 days it did not hold on" in " ".join(page.split())
    assert "No authority is known" not in page


def test_pages_ask_as_often_whatever_there_is() -> None:
    with assertNumQueries(3):
        queries.standings()
    for number in range(20):
        kept(QUICK, "passed", hours=number)
    with assertNumQueries(3):
        queries.standings()


def test_whoever_answers_hears_of_a_turn_once(vendor: Vendor) -> None:
    name = find("rights.complain").checks[0].name  # type: ignore[union-attr]
    for one in find("rights.complain").checks:  # type: ignore[union-attr]
        kept(one.name, "passed")
    settled(vendor)
    assert jobs.tell(vendor.id) == []
    kept(name, "failed", fault="No authority is known for IE.")
    assert [one.claim.key for one in jobs.tell(vendor.id)] == ["rights.complain"]
    (letter,) = mail.outbox
    assert "rights.complain" in letter.subject
    assert "No authority is known for IE." in letter.body
    with workspace_scope(vendor.id):
        (ticket,) = Conversation.objects.order_by("-id")[:1]
        assert "rights.complain" in ticket.subject
    assert jobs.tell(vendor.id) == []
    assert len(mail.outbox) == 1
    kept(name, "passed")
    jobs.tell(vendor.id)
    assert len(mail.outbox) == 1, "that it holds again is on the page"
    turned = ClaimTurn.objects.filter(claim="rights.complain").order_by("-at", "-id")[:2]
    assert [one.state for one in turned] == ["proved", "failed"]


def test_a_runner_that_stopped_turns_everything_stale(
    vendor: Vendor, monkeypatch: pytest.MonkeyPatch
) -> None:
    for one in find("rights.complain").checks:  # type: ignore[union-attr]
        kept(one.name, "passed")
    settled(vendor)
    later = clock.now() + timedelta(days=3)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert "rights.complain" in [one.claim.key for one in jobs.tell(vendor.id)]
    assert len(mail.outbox) == 1
    assert "not shown in time" in a_browser().get("/gdpr").content.decode()


def test_only_what_is_due_runs() -> None:
    now = datetime(2026, 11, 30, tzinfo=UTC)
    hourly = [one for one in checks() if one.every == HOURLY]
    assert running.due(checks(), {}, now) == checks()
    ran = {one.name: now - timedelta(hours=2) for one in checks()}
    assert running.due(checks(), ran, now) == hourly


def test_a_check_that_breaks_down_shows_nothing_and_stops_nobody() -> None:
    def explode(_on: Ground) -> Any:
        raise ValueError("max@mail.example")

    from dataclasses import replace

    one = replace(next(one for one in checks() if one.name == QUICK), run=explode)
    result = running.run_one(one, Ground(()))
    assert (result.outcome, result.fault) == ("failed", "The check itself failed: ValueError.")


def test_a_person_vouches_until_a_day(vendor: Vendor, world: World) -> None:
    until = clock.now().date() + timedelta(days=30)
    said: dict[str, Any] = {
        "claim": "hosting.volumes",
        "words": "Looked at the host's certificate.",
        "until": until,
    }
    with workspace_scope(vendor.id):
        for wrong in (
            {"until": until + timedelta(days=400)},
            {"until": until - timedelta(days=60)},
            {"words": " "},
        ):
            with pytest.raises(Invalid):
                commands.attest(actor=vendor.bob.actor, **said | wrong)
        with pytest.raises(NotFound):
            commands.attest(actor=vendor.bob.actor, **said | {"claim": "sec.rls"})
        with pytest.raises(NotAllowed):
            commands.attest(actor=vendor.eve.actor, **said)
        assert not Attestation.objects.filter(claim="hosting.volumes").exists()
        made = commands.attest(actor=vendor.bob.actor, **said)
        assert AuditRecord.objects.filter(action="promise.attest", object_id=made.id).exists()
    with workspace_scope(world.acme.id), pytest.raises(NotFound):
        commands.attest(actor=world.acme.vera.actor, **said)
    assert (state("hosting.volumes").state, state("hosting.volumes").until) == ("attested", until)
    page = a_browser().get("/gdpr/proofs").content.decode()
    assert "vouched for" in page
    assert vendor.bob.email not in page
    assert vendor.bob.email not in json.dumps(bundle.bundle())
    inside = signed_in(vendor.bob).get(f"/desk/{vendor.slug}/privacy/proofs/").content.decode()
    assert vendor.bob.email in inside


def test_the_office_shows_it_and_the_vendor_alone_acts(vendor: Vendor, world: World) -> None:
    acme = world.acme
    page = signed_in(acme.noor).get(f"/desk/{acme.slug}/privacy/proofs/").content.decode()
    assert "rights.erase" in page
    assert "Look at all again" not in page
    answer = signed_in(acme.noor).post(f"/desk/{acme.slug}/privacy/proofs/act/", {"act": "run"}, follow=True)
    assert "Look at all again" not in answer.content.decode()
    with workspace_scope(acme.id):
        assert not AuditRecord.objects.filter(action="promise.run").exists()
    bob = signed_in(vendor.bob)
    assert "Look at all again" in bob.get(f"/desk/{vendor.slug}/privacy/proofs/").content.decode()
    bob.post(f"/desk/{vendor.slug}/privacy/proofs/act/", {"act": "run", "claim": "rights.complain"})
    (job,) = queued(vendor.id, "promises.run_now")
    before = CheckResult.objects.filter(name=QUICK).count()
    jobs.run_now(**job["args"])
    assert CheckResult.objects.filter(name=QUICK).count() == before + 1


def test_canaries_are_nobodys_customers() -> None:
    id_ = ground.canary(ground.NAMES[0])
    assert ground.canary(ground.NAMES[0]) == id_
    entry = WorkspaceEntry.find(id=id_)
    assert entry.role == CANARY
    assert not WorkspaceEntry.objects.filter(id=id_, role=PROCESSOR).exists()
    assert not User.objects.filter(id=KEEPER.id).exists(), "nobody can sign in as the keeper"


def test_the_command_prints_signs_and_fails(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def prove(**more: Any) -> str:
        proving.prove(argparse.Namespace(**{"only": "", "json": False} | more))
        return capsys.readouterr().out

    assert re.search(r"20\s+rights\.complain\s+proved", prove(only="rights.complain"))
    assert json.loads(prove(only="rights.complain", json=True))["statement"]["format"] == "ictdesk/evidence/1"
    with pytest.raises(StartupProblem):
        prove(only="nothing")
    from ictdesk.privacy.rights import authorities

    monkeypatch.delitem(authorities.authorities(), "IE")
    with pytest.raises(SystemExit, match="do not hold"):
        prove(only="rights.complain")


def test_the_record_of_a_release_counts_by_file() -> None:
    report = """<testsuites><testsuite>
        <testcase classname="tests.trust.test_a" name="a"/><testcase classname="tests.trust.test_a" name="b"><failure/></testcase>
        <testcase classname="tests.trust.test_b" name="c"><skipped/></testcase></testsuite></testsuites>"""
    assert recording.counted(report) == ({"tests/trust/test_a.py": 1}, {"tests/trust/test_a.py": 1})
    assert set(recording.named()) == {one for each in claims() for one in each.tests}
