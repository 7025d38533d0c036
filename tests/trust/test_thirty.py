"""Records of processing (Art. 30) and impact assessments (Art. 35): made from the map, kept by day, and complete."""

import csv
import io
from typing import Any

import pytest
from django.db.utils import ProgrammingError

from ictdesk.desk.people.models import Member
from ictdesk.kernel.actor import Member as Acting
from ictdesk.kernel.datamap.registry import Row, of_workspace
from ictdesk.kernel.errors import AlreadySo, Conflict, Invalid, NotAllowed
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.trust.records import commands, comparing, impact, printing, thirty
from ictdesk.trust.records.describing import Description
from ictdesk.trust.records.impact import MARKS, Impact
from ictdesk.trust.records.models import RecordSnapshot
from tests.people.browsers import signed_in
from tests.trust.visits import make_vendor
from tests.world import US, World

WHOLE = {
    "description": "Chats are answered.",
    "necessity": "Nobody can be answered otherwise.",
    "risks": "Words of the sick are read.",
    "measures": "Few read them, and it is on record.",
}


def test_both_records_come_from_what_the_software_knows(world: World) -> None:
    with workspace_scope(world.acme.id):
        found = thirty.records(US)
    ours, theirs = found["30(1)"], found["30(2)"]
    for name in ("controller", "activities", "retention", "transfers", "measures"):
        assert name in ours, name
    for name in ("processor", "controller", "processing", "transfers", "measures"):
        assert name in theirs, name
    support = ours["activities"]["support"]
    assert "user.content.private.message" in support["categories"]
    assert "end_user" in support["subjects"]
    assert ours["retention"]["conversations"]["period"].startswith("P")
    assert "design.isolation" in ours["measures"]
    assert theirs["processing"].keys() == {key for key, one in ours["activities"].items() if one["on"]}


def test_the_vendors_own_names_each_controller_that_it_serves(world: World) -> None:
    vendor = make_vendor()
    with workspace_scope(vendor.id):
        found = thirty.records(US)
    assert {world.acme.slug, world.globex.slug} <= found["30(2) served"].keys()
    assert vendor.slug not in found["30(2) served"]
    assert "30(2)" not in found
    with workspace_scope(world.acme.id):
        assert world.globex.slug not in str(thirty.records(US)), "a customer's names nobody else"


def test_the_record_and_the_map_are_one_and_a_new_column_would_show(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    with workspace_scope(world.acme.id):
        found = thirty.records(US)
        assert thirty.uncovered(found) == []
        row = next(one for one in of_workspace() if one.table == "message" and one.column == "body")
        strange: Any = row.entry
        strange = type(strange)(
            "user.biometric.voice", "provided", strange.purposes, ("end_user",), "event", "delete"
        )
        new = Row("cell", "message", "voice", strange)
        monkeypatch.setattr(thirty, "of_workspace", lambda: [*of_workspace(), new])
        assert [one.partition(" ")[0] for one in thirty.uncovered(found)] == ["message.voice"]
        del found["30(1)"]["activities"]["support"]
        assert len(thirty.uncovered(found)) > 1


def test_snapshots_are_dated_kept_and_compared(world: World) -> None:
    acme = world.acme
    with workspace_scope(acme.id):
        first = commands.take_snapshot(actor=acme.noor.actor)
        with pytest.raises(AlreadySo):
            commands.take_snapshot(actor=acme.noor.actor)
        said = Description("contract", "So that nobody waits.", on=False)
        commands.describe_purpose(actor=acme.noor.actor, activity="digests", description=said)
        second = commands.take_snapshot(actor=acme.noor.actor)
        assert (first.number, second.number) == (1, 2)
        found = {
            one.where: (one.before, one.after) for one in comparing.changes(first.document, second.document)
        }
        assert found["30(1): activities: digests: on"] == (True, False)
        assert "30(2): processing: digests" in found
        assert all("support" not in where for where in found)
        assert bytes(first.digest) == thirty.digest(first.document), "as it was kept"
        with pytest.raises(ProgrammingError):
            RecordSnapshot.objects.filter(id=first.id).update(number=9)


def test_the_page_shows_them_and_gives_them_out(world: World) -> None:
    acme = world.acme
    noor, page = signed_in(acme.noor), f"/desk/{acme.slug}/privacy/records/"
    assert noor.post(page).status_code == 302
    shown = noor.get(page).content.decode()
    assert "As your processor, Art. 30(2)" in shown
    assert "Snapshot 1" in shown
    assert "Nothing differs." in noor.get(f"{page}?from=1").content.decode()
    assert noor.get(f"{page}?format=json").json()["records"]["30(1)"]["controller"]["name"]
    rows = list(csv.reader(io.StringIO(noor.get(f"{page}?format=csv").content.decode())))
    assert len(rows) > 100
    assert noor.get(f"{page}?number=1&format=pdf").content.startswith(b"%PDF")
    assert noor.get(f"{page}?number=7").status_code == 404
    assert noor.get(f"{page}?from=x").status_code == 404
    assert signed_in(acme.ada).get(page).status_code == 403


def test_no_cell_begins_like_a_formula() -> None:
    assert "'=1+1" in printing.as_csv({"name": "=1+1"})


def test_two_marks_want_an_assessment_or_a_reasoned_no_by_two_people(world: World) -> None:
    acme = world.acme
    one, two = sorted(MARKS)[:2]
    noor, vera = acme.noor.actor, acme.vera.actor
    with workspace_scope(acme.id):
        assert impact.standing(None) == "unmarked"
        free = commands.write_impact(actor=noor, activity="support", impact=Impact((one,)))
        assert impact.standing(free) == "free"
        for wrong in (
            Impact((one, two)),
            Impact((one, two), "done"),
            Impact((one, two), "not_needed"),
            Impact(("x",)),
        ):
            with pytest.raises(Invalid):
                commands.write_impact(actor=noor, activity="support", impact=wrong)
        row = commands.write_impact(
            actor=noor, activity="support", impact=Impact((one, two), "done", **WHOLE)
        )
        assert impact.standing(row) == "waits"
        with pytest.raises(NotAllowed):
            commands.approve_impact(actor=noor, impact_row=row)
        assert impact.standing(commands.approve_impact(actor=vera, impact_row=row)) == "approved"
        with pytest.raises(Conflict):
            commands.approve_impact(actor=vera, impact_row=row)
        no = Impact((one, two), "not_needed", reason="Asked and answered in 2025.")
        newer = commands.write_impact(actor=vera, activity="support", impact=no)
        assert newer.version == row.version + 1
        assert isinstance(acme.noor.row, Member)
        assert isinstance(noor, Acting)
        commands.approve_impact(actor=noor, impact_row=newer)


def test_the_pack_holds_what_an_assessment_rests_on(world: World) -> None:
    acme = world.acme
    noor, page = signed_in(acme.noor), f"/desk/{acme.slug}/privacy/purposes/support/impact/"
    sent = {"marks": sorted(MARKS)[:2], "outcome": "done", **WHOLE}
    assert noor.post(page, {**sent, "outcome": ""}).status_code == 422
    assert noor.post(page, sent).status_code == 302
    assert "Another member has to read what you wrote." in noor.get(page).content.decode()
    assert signed_in(acme.vera).post(page, {"act": "approve"}).status_code == 302
    pack = noor.get(f"{page}?format=json").json()
    assert pack["standing"] == "approved"
    assert pack["versions"][0]["risks"] == WHOLE["risks"]
    assert pack["activity"]["categories"]
    assert pack["measures"]
