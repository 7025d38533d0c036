"""The pages of transfers and agreements: what people do there, and what others find."""

import json
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ictdesk.kernel import clock
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.trust.agreements import documents, jobs
from ictdesk.trust.transfers import register as transfers
from ictdesk.trust.transfers.models import AdequacyEnd, TransferAssessment
from tests.people.browsers import signed_in
from tests.requesters.test_pages import a_browser
from tests.trust.abroad import ASSESSED
from tests.trust.agreeing import CUSTOMER, again, countersigned, file_of, issued
from tests.trust.test_subprocessors import Register, mailers, register, vendor  # noqa: F401 - fixtures
from tests.trust.visits import make_vendor
from tests.world import House, World

SAID: dict[str, Any] = {name: getattr(ASSESSED, name) for name in ASSESSED.__dataclass_fields__}
PARTY = {name: getattr(CUSTOMER, name) for name in CUSTOMER.__struct_fields__}


@pytest.fixture
def acme(world: World) -> House:
    return world.acme


def proved(client: Client, *, minutes_ago: float) -> Client:
    at = (clock.now() - timedelta(minutes=minutes_ago)).timestamp()
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "password", "at": at}]
    session.save()
    return client


def test_two_of_the_vendor_assess_a_transfer_on_its_page(register: Register) -> None:
    register.name("postmark")
    register.step("postmark", "assess", transfers=False)
    people = make_vendor()
    bob, eve = signed_in(people.bob), signed_in(people.eve)
    page = f"/desk/{people.slug}/privacy/abroad/"
    assert eve.get(page).status_code == 403, "an agent keeps no records"
    listed = bob.get(page).content.decode()
    assert "Postmark" in listed
    assert "To be assessed" in listed
    one = f"{page}postmark-US/"
    assert "Nobody has assessed it yet" in bob.get(one).content.decode()
    assert bob.post(f"{one}assess/", SAID | {"law": ""}).status_code == 422
    assert bob.post(f"{one}assess/", SAID | {"measures": ["dpa.nothing"]}).status_code == 422
    assert not TransferAssessment.objects.exists()
    assert bob.post(f"{one}assess/", SAID).status_code == 302
    assert bob.post(f"{one}submit/").status_code == 302
    until = {"review_on": (clock.now() + timedelta(days=300)).date().isoformat()}
    assert "Another member has to read" in bob.post(f"{one}sign/", until, follow=True).content.decode()
    assert "Waits for a second signature" in bob.get(one).content.decode()
    assert bob.get(f"{page}nobody-US/").status_code == 404
    assert bob.post(f"{one}shred/").status_code == 404
    TransferAssessment.objects.update(author_id=people.eve.actor.id)
    assert bob.post(f"{one}sign/", until).status_code == 302
    found = transfers.find("postmark-US")
    assert found is not None
    assert found.state == "stands"
    shown = a_browser().get("/subprocessors.json").json()
    assert shown == {"subprocessors": []}, "it is not in use"


def test_a_decision_that_ends_is_noted_on_the_page(register: Register) -> None:
    people = make_vendor()
    bob, page = signed_in(people.bob), f"/desk/{people.slug}/privacy/abroad/"
    said = {"decision": "EU:JP", "ends_on": "2010-01-01", "source": "OJ"}
    assert "did not count yet" in bob.post(page, said).content.decode()
    assert bob.post(page, said | {"ends_on": "2026-01-01"}).status_code == 302
    assert AdequacyEnd.objects.count() == 1
    assert "EU: JP" in bob.get(page).content.decode()
    AdequacyEnd.objects.all().delete()


def test_the_public_list_says_what_carries_each_transfer(register: Register, mailers: None) -> None:
    register.open("postmark")
    text = a_browser().get("/subprocessors").content.decode()
    assert "Decision (EU) 2021/914, module" in text
    assert "UK Addendum B1.0" in text
    assert "Assessed on" in text
    (one,) = a_browser().get("/subprocessors.json").json()["subprocessors"]
    (transfer,) = one["transfers"]
    assert (transfer["country"], [by["module"] for by in transfer["laws"]]) == ("US", [3, 3, 3])


def test_a_customer_asks_reads_and_signs_on_the_page(acme: House) -> None:
    vera, page = signed_in(acme.vera), f"/desk/{acme.slug}/privacy/agreement/"
    assert signed_in(acme.ada).get(page).status_code == 403
    assert "Nobody has asked for it yet" in vera.get(page).content.decode()
    assert vera.post(page, PARTY | {"country": "Germany"}).status_code == 422
    assert vera.post(page, PARTY).status_code == 302
    assert "Being made" in vera.get(page).content.decode()
    row = newest(acme)
    jobs.issue(str(acme.id), str(row.id))
    row = again(acme, row)
    answer = vera.get(f"{page}{row.id}/ours.pdf")
    assert answer["Content-Disposition"] == f'attachment; filename="agreement-{acme.slug}-1-ours.pdf"'
    assert b"".join(answer.streaming_content) == file_of(acme, row)  # type: ignore[attr-defined]
    assert json.loads(vera.get(f"{page}{row.id}/clauses.json").content)["selection"][0]["module"] == 2
    assert vera.get(f"{page}{row.id}/both.pdf").status_code == 404
    assert vera.get(f"{page}{row.id}/evidence.json").status_code == 404
    sign = f"{page}{row.id}/sign/"
    old = proved(vera, minutes_ago=5.1).post(sign, {"sha256": row.sha256})
    assert "reauthenticate" in old["Location"]
    assert again(acme, row).state == "issued"
    vera = proved(vera, minutes_ago=1)
    assert "You sign for your organisation" in vera.get(page).content.decode()
    assert vera.post(sign, {"sha256": row.sha256}).status_code == 302
    assert "Signed by both" in vera.get(page).content.decode()
    evidence = json.loads(vera.get(f"{page}{row.id}/evidence.json").content)
    assert evidence["evidence"]["sha256"] == row.sha256
    with CaptureQueriesContext(connections["cell_eu"]) as asked:
        vera.get(page)
    assert len(asked) <= 22, "whatever the number of versions"


def newest(house: House) -> Any:
    with workspace_scope(house.id):
        return documents.newest()


def test_a_file_is_given_back_and_checked_by_anybody(acme: House, world: World, tmp_path: Path) -> None:
    row = issued(acme)
    file = countersigned(file_of(acme, row), tmp_path)
    upload = f"/desk/{acme.slug}/privacy/agreement/{row.id}/upload/"
    vera = signed_in(acme.vera)

    def given(content: bytes) -> str:
        sent = {"file": SimpleUploadedFile("a.pdf", content)}
        return vera.post(upload, sent, follow=True).content.decode()

    assert "no less, no more" in given(file_of(acme, row))
    assert signed_in(world.globex.hank).post(upload).status_code == 404
    assert "Both signatures hold" in given(file)

    def checked(content: bytes) -> tuple[int, str]:
        answer = a_browser().post("/agreement/verify", {"file": SimpleUploadedFile("a.pdf", content)})
        return answer.status_code, answer.content.decode()

    status, text = checked(file)
    assert (status, "It is ours, unchanged, and counts." in text, "Acme GmbH" in text) == (200, True, True)
    status, text = checked(file.replace(b"/Type", b"/Tyqe", 1))
    assert (status, "Acme GmbH" in text) == (422, False)
    assert a_browser().get("/agreement/verify").status_code == 200


def test_without_the_programs_that_sign_the_pages_say_so(
    acme: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where the extra is not installed."""
    for name in ("typst", "pyhanko"):
        monkeypatch.setitem(sys.modules, name, None)
    vera, page = signed_in(acme.vera), f"/desk/{acme.slug}/privacy/agreement/"
    assert "cannot sign documents" in vera.get(page).content.decode()
    assert vera.post(page, PARTY).status_code == 422
    assert newest(acme) is None
    answer = a_browser().post("/agreement/verify", {"file": SimpleUploadedFile("a.pdf", b"%PDF-1.7")})
    assert (answer.status_code, "cannot check signatures" in answer.content.decode()) == (422, True)
