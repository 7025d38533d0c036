"""What a browser answers to the site's question, sent as the script sends it."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from pytest_django.fixtures import Settings

from ictdesk.business.counting.models import SiteDay
from ictdesk.business.vendor import words
from ictdesk.business.vendor.founding import found
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.tenancy.models import WorkspaceEntry
from ictdesk.privacy.consent.models import ConsentEvent, ConsentPurpose, ConsentState
from ictdesk.privacy.ledger.models import LedgerEntry
from tests.people.browsers import signed_in
from tests.requesters.test_pages import a_browser
from tests.trust.visits import make_vendor
from tests.world import World

TEXT = "data-text"


@pytest.fixture(autouse=True)
def asks(settings: Settings, vendor: WorkspaceEntry) -> WorkspaceEntry:
    """The operator switched it on, and started."""
    settings.ICTDESK_SITE = replace(settings.ICTDESK_SITE, count_returning=True)
    return found()


def events() -> list[str]:
    with workspace_scope(found().id):
        rows = ConsentEvent.objects.filter(purpose__key=words.RETURNING).order_by("at", "id")
        return list(rows.values_list("state", flat=True))


def noes_in_the_ledger() -> int:
    with workspace_scope(found().id):
        return int(LedgerEntry.objects.filter(kind="withdrawal").count())


def say(state: str, browser: object = "", **more: Any) -> int:
    fields = {"state": state, "browser": browser, "version": 1, "place": "question"} | more
    headers = {"Sec-Fetch-Site": str(fields.pop("site", "same-origin"))}
    return int(a_browser().post("/choice", fields, headers=headers).status_code)


def test_a_yes_its_withdrawal_and_a_yes_again_are_of_one_browser() -> None:
    before, browser = len(events()), uuid4()
    noes = noes_in_the_ledger()
    for state in ("given", "withdrawn", "withdrawn", "given", "given"):
        assert say(state, browser) == 204
    assert events()[before:] == ["given", "withdrawn", "given", "renewed"]
    assert noes_in_the_ledger() == noes + 1, "a no to what was agreed outlives a restore"


def test_a_no_of_nobody_is_kept_without_anything_to_find_it_by() -> None:
    before, noes = len(events()), noes_in_the_ledger()
    with workspace_scope(found().id):
        states = ConsentState.objects.count()
    assert say("refused") == 204
    assert say("withdrawn", uuid4()) == 204, "of a browser that never agreed"
    assert events()[before:] == ["refused", "refused"]
    with workspace_scope(found().id):
        assert ConsentState.objects.count() == states
    assert noes_in_the_ledger() == noes


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"state": "given"}, 422),
        ({"state": "given", "browser": "me"}, 422),
        ({"state": "maybe", "browser": uuid4()}, 422),
        ({"state": "given", "browser": uuid4(), "version": 99}, 422),
        ({"state": "given", "browser": uuid4(), "place": "elsewhere"}, 422),
        ({"state": "given", "browser": uuid4(), "site": "cross-site"}, 403),
    ],
    ids=["no browser", "no id", "no answer", "words that never were", "no place", "another website"],
)
def test_what_is_wrong_is_refused_and_kept_nowhere(wrong: dict[str, Any], status: int) -> None:
    before = events()
    assert say(**wrong) == status
    assert events() == before


def test_a_visit_is_a_figure_and_nothing_else() -> None:
    SiteDay.objects.all().delete()
    for back in ("no", "yes", "yes"):
        assert a_browser().post("/choice/visit", {"back": back}).status_code == 204
    assert a_browser().post("/choice/visit", {"back": "often"}).status_code == 422
    assert a_browser().post("/choice/visit", {}).status_code == 422
    assert list(SiteDay.objects.values_list("first", "back")) == [(1, 2)]


def test_the_page_holds_the_question_and_varies_by_the_browsers_own_word(settings: Settings) -> None:
    page = a_browser().get("/plans")
    assert TEXT in page.content.decode()
    assert "Sec-GPC" in page["Vary"]
    assert 'data-gpc="1"' in a_browser().get("/plans", headers={"Sec-GPC": "1"}).content.decode()
    with workspace_scope(found().id):
        ConsentPurpose.objects.filter(key=words.RETURNING).update(key="gone")
        try:
            assert TEXT not in a_browser().get("/plans").content.decode(), "not made yet"
        finally:
            ConsentPurpose.objects.filter(key="gone").update(key=words.RETURNING)
    settings.ICTDESK_SITE = replace(settings.ICTDESK_SITE, count_returning=False)
    assert TEXT not in a_browser().get("/plans").content.decode()
    assert say("refused") == 404
    assert a_browser().post("/choice/visit", {"back": "no"}).status_code == 404
    assert a_browser().get("/choice").status_code == 404


def test_the_vendor_sees_figures_and_a_customer_nothing(world: World, settings: Settings) -> None:
    SiteDay.objects.all().delete()
    assert "Nobody was counted yet" in _page()
    a_browser().post("/choice/visit", {"back": "yes"})
    say("refused", place="gpc")
    text = _page()
    assert "Of them again" in text
    acme = signed_in(world.acme.ada).get(f"/desk/{world.acme.slug}/site-visits/")
    assert acme.status_code == 404
    settings.ICTDESK_SITE = replace(settings.ICTDESK_SITE, count_returning=False)
    assert _page(404)


def _page(status: int = 200) -> str:
    """As a member of the vendor's workspace sees it."""
    vendor = make_vendor()
    answer = signed_in(vendor.eve).get(f"/desk/{vendor.slug}/site-visits/")
    assert answer.status_code == status
    return str(answer.content.decode())
