"""The trail in the privacy office: shown, filtered, verified and taken along."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from ictdesk.kernel import clock
from ictdesk.kernel.audit import checkpoints, forgetting, jobs, notes, offline
from ictdesk.kernel.audit.models import AuditEntry, AuditRecord
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.vault import signing
from tests.audit.conftest import ACTS, Superuser, place_of
from tests.people.browsers import signed_in
from tests.world import House, World


@pytest.fixture
def officer(house: House) -> Client:
    return signed_in(house.noor)


def at(house: House, name: str = "privacy-trail", **place: object) -> str:
    return reverse(name, kwargs={"slug": house.slug, **place})


def rows(page: str) -> int:
    return page.count('class="row row--acts"')


def test_it_is_shown_newest_first_and_filtered(house: House, officer: Client) -> None:
    page = officer.get(at(house)).content.decode()
    assert rows(page) == 50
    assert page.index("contact.rename") < page.index("Older ones")
    only = officer.get(at(house), {"act": "inbox"}).content.decode()
    assert rows(only) == 1
    assert "inbox.make" in only
    hers = officer.get(at(house), {"who": str(house.ada.actor.id), "act": "contact"}).content.decode()
    assert rows(hers) == 50
    assert "Ada Okafor" in hers
    today = str(clock.now().date() - timedelta(days=39))
    assert 0 < rows(officer.get(at(house), {"until": today}).content.decode()) < 50
    assert rows(officer.get(at(house), {"since": "2200-01-01"}).content.decode()) == 0
    with workspace_scope(house.id):
        one = AuditRecord.objects.filter(action="contact.rename")[5]
    about = officer.get(at(house), {"about": str(one.object_id)}).content.decode()
    assert (rows(about), f"count {one.facts['count']}" in about) == (1, True)


def test_pages_lead_to_the_first_act(house: House, officer: Client) -> None:
    seen, query = 0, ""
    while True:
        page = officer.get(at(house) + query)
        seen += rows(page.content.decode())
        query = page.context["older"]
        if not query:
            break
    with workspace_scope(house.id):
        assert seen == AuditRecord.objects.count()


@pytest.mark.parametrize("query", ["before=x", "who=x", "act=%27", "since=tomorrow", "about=x"])
def test_rubbish_in_the_address_shows_a_page(house: House, officer: Client, query: str) -> None:
    assert officer.get(f"{at(house)}?{query}").status_code == 200


def test_verifying_says_that_it_is_whole_and_is_on_record(house: House, officer: Client) -> None:
    with workspace_scope(house.id):
        saved = checkpoints.make()
    page = officer.post(at(house, "privacy-trail-verify"), {"saved": saved.note}).content.decode()
    assert f"All {saved.size} entries were read" in page
    assert "Yours is among them" in page
    with workspace_scope(house.id):
        assert AuditRecord.objects.get(action="audit.verify").actor_id == house.noor.actor.id
    again = officer.post(at(house, "privacy-trail-verify")).content.decode()
    assert "None of them was kept elsewhere" in again


def test_what_was_altered_is_named(house: House, officer: Client, superuser: Superuser) -> None:
    with workspace_scope(house.id):
        saved = checkpoints.make()
    superuser("update audit_record set actor_id = null where id = %(record)s", record=place_of(house, 300))
    page = officer.post(at(house, "privacy-trail-verify"), {"saved": saved.note}).content.decode()
    assert "The log was altered: 1 fault" in page
    assert "At 300: who, on what or the facts were altered" in page


def test_a_checkpoint_of_elsewhere_is_refused_and_nothing_is_recorded(
    world: World, house: House, officer: Client
) -> None:
    with workspace_scope(world.globex.id):
        foreign = checkpoints.make().note
    for wrong in (foreign, "rubbish", foreign[:-10]):
        answer = officer.post(at(house, "privacy-trail-verify"), {"saved": wrong})
        assert answer.status_code == 422
        assert "no checkpoint of this log" in answer.content.decode()
    with workspace_scope(house.id):
        assert not AuditRecord.objects.filter(action="audit.verify").exists()


def test_the_log_and_its_checkpoint_are_taken_along(house: House, officer: Client) -> None:
    answer = officer.post(at(house, "privacy-trail-take"))
    content = b"".join(answer.streaming_content).splitlines(keepends=True)  # type: ignore[attr-defined]
    report = offline.verify(content, signing.public_key())
    assert report.whole
    assert report.size == len(content) - 1 > ACTS
    assert json.loads(content[-1])["header"]["action"] == "audit.export", "that it was taken is in it"
    note = officer.get(at(house, "privacy-checkpoint", size=report.size))
    assert notes.opened(note.content.decode(), signing.public_key()).root == report.root
    assert officer.get(at(house, "privacy-checkpoint", size=3)).status_code == 404


def test_the_file_of_an_altered_log_shows_it(house: House, officer: Client, superuser: Superuser) -> None:
    with workspace_scope(house.id):
        checkpoints.make()
    superuser("update audit_node set digest = sha256('x') where workspace_id = %(here)s and place = 1")
    superuser("update audit_entry set action = 'x' where workspace_id = %(here)s and place = 300")
    answer = officer.post(at(house, "privacy-trail-take"))
    content = list(answer.streaming_content)  # type: ignore[attr-defined]
    assert not offline.verify(content, signing.public_key()).whole


def test_what_was_forgotten_says_so(house: House, officer: Client) -> None:
    with workspace_scope(house.id):
        forgetting.forget_before(clock.now() + timedelta(days=1))
    page = officer.get(at(house)).content.decode()
    assert page.count("Who and on what were forgotten") == 50


def test_an_agent_sees_none_of_it(house: House) -> None:
    agent = signed_in(house.ada)
    for name in ("privacy-trail", "privacy-trail-verify", "privacy-trail-take"):
        send = agent.get if name == "privacy-trail" else agent.post
        assert send(at(house, name)).status_code == 403


def test_the_log_goes_on_by_itself(house: House) -> None:
    with workspace_scope(house.id):
        jobs.run_sequence()
        assert AuditEntry.objects.count() == AuditRecord.objects.count() > ACTS
        assert checkpoints.newest() is None
    jobs.run_checkpoint(workspace_id=str(house.id))
    with workspace_scope(house.id):
        first = checkpoints.newest()
        record(house.ada.actor, "test.act", "thing", None)
        jobs.run_look()
    jobs.run_checkpoint(workspace_id=str(house.id))
    with workspace_scope(house.id):
        second = checkpoints.newest()
    assert first is not None
    assert second is not None
    assert second.size == first.size + 1
